import { call, clerk, fill } from "./clerk.js";

const message = document.getElementById("message");
const notices = { admin_required: "That page is for administrators." };
const notice = notices[new URLSearchParams(location.search).get("notice")];

if (notice) {
  const place = document.getElementById("notice");
  place.textContent = notice;
  place.hidden = false;
}

function show({ user, role, activeOrg, orgs }) {
  fill(document.getElementById("profile"), [
    ["Name", [user.firstName, user.lastName].filter(Boolean).join(" ") || user.username],
    ["E-mail", user.email],
    ["Role", role],
    ["Organisation", activeOrg?.name],
    ["Organisations", orgs.map((org) => org.name ?? org.id).join(", ")],
    ["Status", user.syncStatus],
    ["Local id", user.id],
  ]);
  document.getElementById("actions").hidden = false;
  message.hidden = true;
}

try {
  const answer = await call("/api/auth/profile");
  const body = await answer.json();
  if (answer.ok) {
    show(body);
  } else {
    message.textContent = `${body.title}. ${body.next} Reference ${body.requestId}`;
  }
} catch {
  message.textContent = "The account could not be loaded.";
}

document.getElementById("sign-out").addEventListener("click", async () => {
  await (await clerk()).signOut();
  location.assign("/");
});
