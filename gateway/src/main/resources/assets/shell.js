import { clerk } from "./clerk.js";

/* Reloads once: a second failure within a minute is shown instead. */
const key = "rollcall.renewed";
const message = document.getElementById("message");

function fail(text) {
  message.textContent = text;
  document.getElementById("sign-in").href = `/login?next=${encodeURIComponent(location.pathname)}`;
  document.getElementById("failed").hidden = false;
}

try {
  const instance = await clerk();
  const before = Number(sessionStorage.getItem(key) ?? 0);
  if (!instance.session) {
    location.replace(`/login?next=${encodeURIComponent(location.pathname)}`);
  } else if (Date.now() - before < 60_000) {
    sessionStorage.removeItem(key);
    fail("The session could not be renewed.");
  } else {
    await instance.session.getToken({ skipCache: true });
    sessionStorage.setItem(key, String(Date.now()));
    location.reload();
  }
} catch {
  fail("Clerk's script did not load.");
}
