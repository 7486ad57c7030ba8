import { call, fill } from "./clerk.js";

const message = document.getElementById("message");

try {
  const health = await (await call("/api/auth/health")).json();
  fill(document.getElementById("health"), [
    ["Status", health.status],
    ...Object.entries(health.parts ?? {}),
    ["Last sync failure", health.lastSyncFailureAt],
    ["Claims no token had", (health.absentClaims ?? []).join(", ") || "none"],
    ...(health.sessionToken ? [["Session token for Clerk", health.sessionToken]] : []),
  ]);
  message.hidden = true;
} catch {
  message.textContent = "Health could not be loaded.";
}
