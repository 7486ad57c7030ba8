-- The gateway's question, about anybody of the BENCH_PEOPLE people of users.sql.
dofile(os.getenv("BENCH_FIGURES"))
local people = tonumber(os.getenv("BENCH_PEOPLE"))
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"

function request()
  -- the first few places were taken before users.sql came
  return wrk.format(nil, nil, nil, string.format(
    '{"clerkId":"user_bench%d","claims":{"issuedAt":"2026-01-01T00:00:00Z"},"syncNow":false}',
    math.random(100, people)))
end
