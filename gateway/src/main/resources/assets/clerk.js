/** Waits until Clerk's script, loaded beside us, is ready; rejects after ten seconds. */
export async function clerk() {
  const until = Date.now() + 10_000;
  while (!window.Clerk) {
    if (Date.now() > until) {
      throw new Error("Clerk's script did not load");
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await window.Clerk.load();
  return window.Clerk;
}

/** Calls our API with a session token. */
export async function call(path, options = {}) {
  const session = (await clerk()).session;
  const token = session ? await session.getToken() : null;
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  return fetch(path, { ...options, headers });
}

/** Fills a definition list with rows of name and value, as text. */
export function fill(list, rows) {
  list.replaceChildren(
    ...rows.flatMap(([name, value]) => {
      const term = document.createElement("dt");
      const text = document.createElement("dd");
      term.textContent = name;
      text.textContent = value ?? "–";
      return [term, text];
    }),
  );
  list.hidden = false;
}
