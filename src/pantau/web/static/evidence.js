// The evidence desk with keys and without reloading: each decision is the form's own request, and the server answers
// with what changed. Without this script the same forms work by themselves.
"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const desk = id("desk"), list = id("claims"), form = id("decide"), text = id("text");
  if (!list) return;
  const told = id("told"), trouble = id("trouble"), keys = id("keys"), inspector = id("inspector");
  const decided = []; // what was decided here, the last at the end: claims by key
  const items = () => [...list.children];
  const keyOf = (item) => item.id.slice(2);
  let current = list.querySelector("[aria-current]") || list.firstElementChild;
  let shown = inspector.querySelector("#claim")?.dataset.c || "", asked = 0, timer = 0, sending = false;

  id("b-keys").hidden = false;
  id("b-keys").addEventListener("click", () => keys.showModal());

  // focus

  function focus(item, { look = true } = {}) {
    if (!item) return;
    if (current) current.removeAttribute("aria-current");
    current = item;
    item.setAttribute("aria-current", "true");
    const link = item.querySelector(".passage");
    link.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    for (const mark of document.querySelectorAll(".claim-text .here")) mark.classList.remove("here");
    const marks = text ? text.querySelectorAll(`[data-c="${keyOf(item)}"]`) : [];
    for (const mark of marks) mark.classList.add("here");
    if (look && marks.length) marks[0].scrollIntoView({ block: "nearest" });
    window.clearTimeout(timer);
    timer = window.setTimeout(inspect, 150);
  }

  function step(by) {
    const all = items();
    focus(all[Math.min(Math.max(all.indexOf(current) + by, 0), all.length - 1)]);
  }

  function nextToDecide() {
    const all = items(), at = all.indexOf(current);
    return all.slice(at + 1).find((one) => one.classList.contains("s-proposed"))
      || all.find((one) => one.classList.contains("s-proposed"));
  }

  async function inspect({ again = false } = {}) {
    if (!current || (shown === keyOf(current) && !again)) return;
    const number = ++asked, wanted = current;
    const address = wanted.querySelector(".passage").href.split("#")[0];
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (!answer.ok || number !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("inspector");
      if (!fresh || number !== asked) return;
      inspector.replaceChildren(...fresh.children);
      shown = keyOf(wanted);
    } catch {
      // the claim stays in the list; the next one that is looked at tries again
    }
  }

  // decisions

  function chosen() {
    const boxes = [...list.querySelectorAll("input:checked")];
    return boxes.length ? boxes.map((box) => box.closest("li")) : current ? [current] : [];
  }

  async function decide(what, some) {
    if (sending || !some.length) return;
    sending = true;
    told.textContent = desk.dataset.sending;
    trouble.replaceChildren();
    const body = new URLSearchParams({ do: what });
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const item of some) body.append("chosen", item.querySelector("input").value);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin",
      });
      const said = await answer.json();
      if (answer.ok) taken(what, said);
      else refused(said, answer.status);
    } catch {
      refused({ says: desk.dataset.lost, mend: "" }, 0);
    } finally {
      sending = false;
    }
  }

  function taken(what, said) {
    for (const claim of said.claims) put(claim);
    for (const tally of document.querySelectorAll("[data-state]")) {
      tally.querySelector("b").textContent = said.counts[tally.dataset.state] || 0;
    }
    told.textContent = said.told;
    for (const one of said.left) tell(`${one.says} ${one.mend}`);
    for (const box of list.querySelectorAll("input:checked")) box.checked = false;
    if (what === "back") inspect({ again: true });
    else {
      if (said.claims.length) decided.push(said.claims.map((claim) => claim.key));
      const onward = said.claims.length ? nextToDecide() : null;
      if (onward) focus(onward);
      else inspect({ again: true });
    }
  }

  function put(claim) {
    const item = id(`c-${claim.key}`);
    if (!item) return;
    const state = (element) => {
      element.className = element.className.replace(/\bs-\w+/, `s-${claim.state}`);
    };
    state(item);
    item.dataset.v = claim.version;
    item.querySelector("input").value = `${claim.claim}:${claim.version}`;
    item.querySelector(".state").textContent = claim.state_name;
    item.querySelector(".reading").textContent = claim.reading;
    item.querySelector(".sure").textContent = claim.sure;
    for (const mark of text ? text.querySelectorAll(`[data-c="${claim.key}"]`) : []) state(mark);
    for (const letter of document.querySelectorAll(`#c-${claim.key} > .tab b, #m-${claim.key} b`)) {
      letter.textContent = letter.textContent[0] + claim.sign;
    }
    if (shown === claim.key) shown = "";
  }

  function refused(said, status) {
    told.textContent = "";
    tell(`${said.says} ${said.mend}`, status === 409);
  }

  function tell(words, again = false) {
    const line = document.createElement("p");
    line.textContent = `${words} `;
    if (again) {
      const link = document.createElement("a");
      link.href = window.location.href;
      link.textContent = desk.dataset.reload;
      line.append(link);
    }
    trouble.append(line);
  }

  function takeBack() {
    const last = decided.pop();
    if (!last) {
      told.textContent = desk.dataset.nothing;
      return;
    }
    const some = last.map((key) => id(`c-${key}`)).filter(Boolean);
    focus(some[0]);
    decide("back", some);
  }

  // keys

  async function open(name) {
    window.clearTimeout(timer); // this look is the one that counts
    await inspect();
    const part = inspector.querySelector(`#${name}`);
    if (!part) return;
    part.open = true;
    part.querySelector("select, input:not([type=hidden]), button")?.focus();
  }

  const deeds = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    a: () => decide("accept", chosen()), r: () => decide("reject", chosen()), u: takeBack,
    c: () => open("correct"), m: () => open("merge"), l: () => open("link"),
    x: () => { const box = current?.querySelector("input"); if (box) box.checked = !box.checked; },
    "/": () => { const narrow = document.querySelector(".narrow"); narrow.open = true; narrow.querySelector("select").focus(); },
    n: () => {
      const part = text?.contains(getSelection().anchorNode) && getSelection().getRangeAt(0).cloneContents();
      if (part) for (const mark of part.querySelectorAll(".tab")) mark.remove(); // they say what was read, not what stands there
      const words = part ? part.textContent.trim() : "";
      location.assign(words ? `${id("add").href}?passage=${encodeURIComponent(words)}` : id("add").href);
    },
    "?": () => keys.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && event.target.closest("#inspector, .narrow")) {
      focus(current);
      event.preventDefault();
      return;
    }
    const deed = deeds[event.key];
    if (!deed || typing || (event.key.startsWith("Arrow") && !event.target.closest("#claims, body"))) return;
    if (event.target.closest("summary, button") && event.key.startsWith("Arrow")) return;
    event.preventDefault();
    deed();
  });

  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (!item || event.target.closest("input")) return;
    if (event.target.closest(".passage")) event.preventDefault();
    focus(item);
  });

  text?.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-c]");
    const item = mark && id(`c-${mark.dataset.c}`);
    if (!item) return;
    event.preventDefault();
    focus(item, { look: false });
  });

  inspector.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    const item = link && id(`c-${link.dataset.go}`);
    if (!item) return;
    event.preventDefault();
    focus(item);
  });

  form.addEventListener("submit", (event) => {
    const what = event.submitter?.value;
    if (["accept", "reject", "back"].includes(what)) {
      event.preventDefault();
      decide(what, chosen());
    } else if (["correct", "merge", "link"].includes(what) && current) {
      event.preventDefault();
      open(what);
    }
  });
})();
