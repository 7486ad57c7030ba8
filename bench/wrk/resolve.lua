-- The gateway's question about one person; BENCH_SUBJECT is their id at Clerk.
dofile(os.getenv("BENCH_FIGURES"))
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.body = string.format(
  '{"clerkId":"%s","claims":{"issuedAt":"2026-01-01T00:00:00Z"},"syncNow":false}', os.getenv("BENCH_SUBJECT"))
