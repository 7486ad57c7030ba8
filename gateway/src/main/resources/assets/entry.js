import { clerk } from "./clerk.js";

const { entry, next, frontend } = document.body.dataset;
const destination = new URL(next, location.origin).href;
const message = document.getElementById("message");
const link = document.getElementById("continue");
const visited = "rollcall.entry";

link.href = `${frontend}/${entry}?redirect_url=${encodeURIComponent(destination)}`;

function offerLink(text) {
  message.textContent = text;
  document.getElementById("links").hidden = false;
}

try {
  const instance = await clerk();
  if (instance.user && sessionStorage.getItem(visited) === destination) {
    sessionStorage.removeItem(visited);
    offerLink("You are signed in, but the page did not accept the session. Try to sign in again.");
  } else if (instance.user) {
    sessionStorage.setItem(visited, destination);
    location.replace(destination);
  } else if (typeof instance.mountSignIn === "function") {
    const place = document.getElementById("clerk");
    const options = { fallbackRedirectUrl: destination, forceRedirectUrl: destination };
    message.hidden = true;
    if (entry === "sign-up") {
      instance.mountSignUp(place, options);
    } else {
      instance.mountSignIn(place, options);
    }
  } else {
    offerLink("");
  }
} catch {
  offerLink("Clerk's script did not load.");
}
