// Edits of cells: kept in the browser until the server has them, sent when it can be reached, and never under another
// name than that of whoever typed them.
const PAUSES = [1, 2, 5, 10, 30, 60]; // seconds between tries
const MOST = 100; // cells in one request
const LONGEST = 30_000; // milliseconds that an answer may take

export const nameOf = (line, cell) => `${line} ${cell}`;

// `at` is where edits are sent, `key` what they are about, `user` who types them. `saved(edit)` and `answered(lines)`
// are told what the server has; `changed()` that something stands otherwise.
export function keeper({ at, key, user, token, saved, answered, changed }) {
  const prefix = `${JSON.stringify(["pantau", user, key])} `;
  const edits = new Map();
  let standing = "", busy = false, tries = 0, timer = 0, keeps = true;

  // the browser's own store: one entry for each cell, so that two tabs do not overwrite each other's

  function store(edit) {
    const { was, value } = edit;
    try {
      localStorage.setItem(prefix + nameOf(edit.line, edit.cell), JSON.stringify({ was, value }));
    } catch {
      keeps = false;
    }
  }

  function forget(edit) {
    const name = prefix + nameOf(edit.line, edit.cell);
    try {
      const kept = JSON.parse(localStorage.getItem(name) || "null");
      if (kept && kept.value === edit.value) localStorage.removeItem(name);
    } catch {
      keeps = false;
    }
  }

  function load() {
    try {
      for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
        const [line, cell] = name.slice(prefix.length).split(" ");
        const { was, value } = JSON.parse(localStorage.getItem(name));
        edits.set(nameOf(line, cell), { line, cell, was, value, state: "waiting" });
      }
    } catch {
      keeps = false;
    }
  }

  // one edit of each cell; typed anew while the last one is on its way, it waits behind that one

  function set(line, cell, was, value) {
    const name = nameOf(line, cell), old = edits.get(name);
    const sending = old && old.state === "sending";
    const from = sending ? old.value : old ? old.was : was;
    if (from === value && !sending) {
      if (old) drop(name);
      return changed();
    }
    const edit = { line, cell, was: from, value, state: "waiting" };
    edits.set(name, edit);
    store(edit);
    changed();
    flush();
  }

  function drop(name) {
    const edit = edits.get(name);
    edits.delete(name);
    if (edit) forget(edit);
    changed();
  }

  // after a conflict: what is there now was seen, and mine shall stand all the same
  function insist(name) {
    const edit = edits.get(name);
    Object.assign(edit, { was: edit.now, state: "waiting" });
    store(edit);
    changed();
    flush();
  }

  // sending

  async function flush() {
    clearTimeout(timer);
    if (busy) return;
    const batch = [...edits.values()].filter((edit) => edit.state === "waiting").slice(0, MOST);
    if (!batch.length || (standing === "other" && !(await again()))) return changed();
    if (busy) return;
    busy = true;
    for (const edit of batch) edit.state = "sending";
    changed();
    let [kind, data] = await post(batch);
    if (kind === "away" && (await session()) === "same") [kind, data] = await post(batch);
    busy = false;
    if (kind === "done") take(batch, data);
    else if (kind === "refused") refuse(batch, data);
    else later(batch, kind);
  }

  async function post(batch) {
    const changes = batch.map(({ line, cell, was, value }) => ({ line, cell, was, value }));
    const body = new URLSearchParams({ do: "cells", user, changes: JSON.stringify(changes), csrfmiddlewaretoken: token });
    const options = { method: "POST", body, redirect: "manual", credentials: "same-origin", headers: { Accept: "application/json" } };
    try {
      const answer = await fetch(at, { ...options, signal: AbortSignal.timeout(LONGEST) });
      if (answer.ok) return ["done", await answer.json()];
      const said = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : null;
      if (said && said.code === "other_person") return ["other"];
      if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return ["away", said];
      if (answer.status === 409 || answer.status === 429 || answer.status >= 500) return ["retry"];
      return ["refused", said];
    } catch {
      return ["retry"];
    }
  }

  // Whether the same person is signed in: then with the token of their new session.
  async function session() {
    try {
      const answer = await fetch(`${at}?text=${encodeURIComponent(key)}`, { redirect: "manual", credentials: "same-origin" });
      if (answer.status >= 500) return "unknown";
      const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
      const form = page && page.getElementById("token");
      if (!form) return "away";
      if (form.dataset.user !== user) return "other";
      token = form.elements.csrfmiddlewaretoken.value;
      return "same";
    } catch {
      return "unknown";
    }
  }

  async function again() {
    const found = await session();
    if (found === "same") standing = "";
    return found === "same";
  }

  function take(batch, { lines, conflicts, refused }) {
    tries = 0;
    standing = "";
    const clash = new Map(conflicts.map((one) => [nameOf(one.line, one.cell), one]));
    const fault = new Map(refused.map((one) => [nameOf(one.line, one.cell), one]));
    for (const sent of batch) {
      const name = nameOf(sent.line, sent.cell), newest = edits.get(name);
      const newer = newest && newest !== sent ? newest : null;
      if (clash.has(name) || fault.has(name)) {
        if (newer) newer.was = sent.was;
        else if (clash.has(name)) Object.assign(sent, { state: "conflict", now: clash.get(name).now });
        else Object.assign(sent, { state: "refused", fault: fault.get(name) });
      } else {
        if (!newer) edits.delete(name);
        forget(sent);
        saved(sent);
      }
    }
    answered(lines);
    changed();
    flush();
  }

  function refuse(batch, said) {
    for (const edit of batch) Object.assign(edit, { state: "refused", fault: said || { says: "", mend: "" } });
    changed();
    flush();
  }

  function later(batch, kind) {
    for (const sent of batch) {
      const newest = edits.get(nameOf(sent.line, sent.cell));
      sent.state = "waiting";
      if (newest && newest !== sent) newest.was = sent.was;
    }
    standing = { away: "away", other: "other" }[kind] || (navigator.onLine && tries < 2 ? "" : "offline");
    timer = setTimeout(flush, 1000 * PAUSES[Math.min(tries, PAUSES.length - 1)]);
    tries += 1;
    changed();
  }

  function now() {
    tries = 0;
    if (standing !== "other") standing = "";
    flush();
  }

  addEventListener("online", now);
  addEventListener("offline", () => {
    standing = standing || "offline";
    changed();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && edits.size) now();
  });
  addEventListener("focus", () => edits.size && standing && now());
  addEventListener("beforeunload", (event) => {
    if (edits.size && !keeps) event.preventDefault();
  });
  load();
  return {
    set, drop, insist, flush, edits,
    get standing() { return standing; },
    get keeps() { return keeps; },
  };
}
