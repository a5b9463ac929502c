// The review of a draft with keys and without reloading. Every edit is the form's own request, sent by htmx one after
// another; the server answers with what changed. Without this script the same forms work by themselves.
"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const review = id("review"), tree = id("tree"), original = id("original"), detail = id("detail"), saved = id("saved");
  const kinds = { h: "heading", l: "line", s: "subitem", p: "preamble", c: "closing", n: "note" };
  let rows = [], place = new Map(), passages = null, chosen = new Set(), current = null, anchor = null;
  let queue = Promise.resolve(), waiting = 0, status = 0, filled = "", editing = !detail.hidden;

  // rows

  const numberOf = (row) => row.id.slice(2);
  const depthOf = (row) => Number(row.dataset.depth || /\bd(\d)/.exec(row.className)[1]);

  function takeRows() {
    rows = [...tree.children];
    place = new Map(rows.map((row, index) => [row, index]));
    for (const row of rows) {
      if (row.hasAttribute("role")) continue;
      row.setAttribute("role", "treeitem");
      row.setAttribute("aria-level", depthOf(row));
      row.setAttribute("aria-selected", chosen.has(numberOf(row)));
      row.tabIndex = -1;
      row.children[0].hidden = true;
      row.children[1].tabIndex = -1;
    }
  }

  function pieces(number) {
    if (!passages) {
      passages = new Map();
      for (const piece of original.querySelectorAll("[data-n]")) {
        const found = passages.get(piece.dataset.n);
        if (found) found.push(piece);
        else passages.set(piece.dataset.n, [piece]);
      }
    }
    return passages.get(number) || [];
  }

  function choose(row, { extend = false, toggle = false, focus = true } = {}) {
    if (!row) return;
    keepTyped();
    const before = new Set(chosen);
    if (extend && anchor) {
      const [from, to] = [place.get(anchor), place.get(row)].sort((a, b) => a - b);
      chosen = new Set(rows.slice(from, to + 1).map(numberOf));
    } else if (toggle) {
      chosen = new Set(chosen);
      if (!chosen.delete(numberOf(row)) || !chosen.size) chosen.add(numberOf(row));
      anchor = row;
    } else {
      chosen = new Set([numberOf(row)]);
      anchor = row;
    }
    mark(before, row, focus);
  }

  function mark(before, row, focus) {
    for (const number of before) if (!chosen.has(number)) paint(number, false);
    for (const number of chosen) paint(number, true);
    if (current) current.tabIndex = -1;
    current = row;
    row.tabIndex = 0;
    if (focus) row.focus({ preventScroll: true });
    fill();
    bring(tree, row);
    const passage = pieces(numberOf(row))[0];
    if (passage) bring(original, passage, true);
  }

  function paint(number, on) {
    const row = id("n-" + number);
    if (row) row.setAttribute("aria-selected", on);
    for (const piece of pieces(number)) piece.classList.toggle("here", on);
  }

  function bring(pane, thing, middle) {
    if (!pane.offsetParent) return;
    const inner = pane.getBoundingClientRect(), box = thing.getBoundingClientRect();
    if (pane.scrollHeight <= pane.clientHeight + 1) {
      if (pane === tree) thing.scrollIntoView({ block: "nearest" });
    } else if (middle ? box.top < inner.top || box.bottom > inner.bottom : box.top < inner.top) {
      pane.scrollTop += box.top - inner.top - (middle ? inner.height / 3 : 4);
    } else if (box.bottom > inner.bottom) pane.scrollTop += box.bottom - inner.bottom + 4;
  }

  // the node in its form

  function fill() {
    const one = chosen.size === 1 && current;
    detail.hidden = !(editing && one);
    if (!one) return;
    id("kind").value = Object.values(kinds).find((kind) => one.classList.contains(kind));
    const printed = one.children[1].textContent, field = detail.elements;
    field.node.value = numberOf(one);
    field.label.value = printed === "¶" ? "" : printed;
    field.text.value = one.children[2].textContent;
    field.lead.value = (one.querySelector("small i") || {}).textContent || "";
    field.due.value = (one.querySelector("time") || {}).dateTime || "";
    filled = typed();
  }

  const typed = () => ["node", "label", "text", "lead", "due"].map((name) => detail.elements[name].value).join("\n");

  function details(values) {
    const field = detail.elements;
    const fields = { label: field.label.value, text: field.text.value, lead: field.lead.value, due: field.due.value };
    return { ...values, node: [field.node.value], ...fields };
  }

  function keepTyped() {
    if (!detail.hidden && filled && typed() !== filled) {
      filled = typed();
      send(details({ do: "save" }));
    }
  }

  function split() {
    const text = detail.elements.text;
    const at = [...text.value.slice(0, text.selectionStart)].length;
    filled = typed();
    send(details({ do: "split", at }));
    current.focus();
  }

  // edits, one after another

  function act(what, more = {}) {
    keepTyped();
    const nodes = rows.map(numberOf).filter((number) => chosen.has(number));
    return send({ do: what, node: nodes, ...more });
  }

  function send(values) {
    waiting += 1;
    saved.textContent = review.dataset.saving;
    queue = queue.then(() => post(values));
    return queue;
  }

  async function post(values) {
    const form = id("tree-form").elements;
    id("trouble").replaceChildren();
    status = 0;
    try {
      const all = { ...values, seen: form.seen.value, csrfmiddlewaretoken: form.csrfmiddlewaretoken.value };
      await htmx.ajax("POST", review.dataset.at, { target: "#trouble", swap: "none", values: all });
    } catch {
      status = 0;
    }
    waiting -= 1;
    settle();
    const said = id("trouble").childElementCount > 0;
    if (status !== 200 && values.label !== undefined) giveBack(values);
    if (!waiting || status !== 200) {
      saved.textContent = status === 200 ? review.dataset.saved : said ? "" : review.dataset.unsaved;
    }
  }

  // What was typed and not taken stands in the form again.
  function giveBack(values) {
    const row = id("n-" + values.node[0]), field = detail.elements;
    if (!row) return;
    editing = true;
    choose(row, { focus: false });
    for (const name of ["label", "text", "lead", "due"]) field[name].value = values[name];
    filled = typed();
    field.text.focus();
  }

  function settle() {
    const index = current ? place.get(current) : 0, inside = tree.contains(document.activeElement);
    const lost = document.activeElement === document.body;
    takeRows();
    passages = null;
    const there = new Set(rows.map(numberOf));
    const before = new Set(chosen);
    chosen = new Set([...chosen].filter((number) => there.has(number)));
    let row = current && id(current.id);
    if (!row) row = rows[Math.max(0, Math.min(index, rows.length) - 1)];
    if (!row) return;
    if (!chosen.size) chosen.add(numberOf(row));
    anchor = (anchor && id(anchor.id)) || row;
    if (!detail.hidden && detail.contains(document.activeElement) && typed() !== filled) {
      current = row;
      row.tabIndex = 0;
      return;
    }
    mark(before, row, inside || lost);
  }

  // keys and clicks

  function nextWarning() {
    const marks = [...id("warnings").querySelectorAll("[data-n]")];
    const found = [...new Set(marks.map((mark) => id("n-" + mark.dataset.n)).filter(Boolean))];
    found.sort((a, b) => place.get(a) - place.get(b));
    choose(found.find((row) => place.get(row) > place.get(current)) || found[0]);
  }

  function edit(inText) {
    editing = true;
    choose(current, { focus: false });
    const text = detail.elements.text;
    text.focus();
    const semicolon = text.value.indexOf(";");
    const caret = inText && semicolon > 0 ? semicolon + 1 : text.value.length;
    text.setSelectionRange(caret, caret);
  }

  function above() {
    for (let index = place.get(current) - 1; index >= 0; index--) {
      if (depthOf(rows[index]) < depthOf(current)) return rows[index];
    }
    return null;
  }

  function below() {
    const next = rows[place.get(current) + 1];
    return next && depthOf(next) > depthOf(current) ? next : null;
  }

  const moves = {
    ArrowDown: () => rows[place.get(current) + 1],
    ArrowUp: () => rows[place.get(current) - 1],
    Home: () => rows[0],
    End: () => rows[rows.length - 1],
    PageDown: () => rows[Math.min(place.get(current) + 10, rows.length - 1)],
    PageUp: () => rows[Math.max(place.get(current) - 10, 0)],
    ArrowLeft: above,
    ArrowRight: below,
  };
  const deeds = {
    " ": () => act(current.classList.contains("on") ? "uncount" : "count"),
    Enter: () => edit(false),
    "/": () => edit(true),
    m: () => act("merge"),
    u: () => act("undo"),
    r: () => act("redo"),
    w: nextWarning,
    "?": () => id("keys").showModal(),
  };

  tree.addEventListener("keydown", (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    let done = null;
    if (event.altKey) done = { ArrowLeft: () => act("promote"), ArrowRight: () => act("demote") }[key];
    else if (event.ctrlKey || event.metaKey) done = key === "a" ? chooseAll : null;
    else if (moves[key]) done = () => choose(moves[key](), { extend: event.shiftKey });
    else if (kinds[key]) done = () => act("retype", { kind: kinds[key] });
    else done = deeds[key];
    if (!done) return;
    event.preventDefault();
    done();
  });

  function chooseAll() {
    anchor = rows[0];
    choose(rows[rows.length - 1], { extend: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSections();
    const wanted = (event.ctrlKey || event.metaKey) && { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
    if (!wanted || event.target.closest("input, textarea")) return;
    event.preventDefault();
    act(wanted);
  });

  detail.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      keepTyped();
      editing = false;
      detail.hidden = true;
      current.focus();
    } else if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      split();
    }
  });

  review.addEventListener("submit", (event) => {
    const what = event.submitter ? event.submitter.value : "save";
    if (event.target.method === "dialog" || what === "discard" || what === "columns") return;
    event.preventDefault();
    if (event.target === detail) {
      if (what === "split") return split();
      filled = typed();
      send(details({ do: "save" }));
      current.focus();
    } else if (what === "open") edit(false);
    else act(what, what.startsWith("retype") ? { kind: id("kind").value } : {});
  });

  tree.addEventListener("dblclick", () => edit(false));
  function closeSections() {
    const sections = review.querySelector(".sections[open]");
    if (sections) sections.open = false;
  }

  review.addEventListener("click", (event) => {
    if (!event.target.closest(".sections summary")) closeSections();
    const row = event.target.closest("#tree > li");
    const link = event.target.closest('a[href^="#n-"]');
    const piece = event.target.closest("#original [data-n]");
    if (row) {
      event.preventDefault();
      choose(row, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey });
    } else if (link) {
      event.preventDefault();
      choose(id(link.hash.slice(1)));
    } else if (piece && getSelection().isCollapsed) {
      id("bench").classList.remove("show-original");
      choose(id("n-" + piece.dataset.n), { focus: false });
    }
  });

  id("b-keys").addEventListener("click", () => id("keys").showModal());
  id("b-original").addEventListener("click", (event) => {
    const shown = id("bench").classList.toggle("show-original");
    event.currentTarget.setAttribute("aria-pressed", shown);
    const passage = shown && pieces(numberOf(current))[0];
    if (passage) bring(original, passage, true);
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    status = event.detail.xhr.status;
  });
  addEventListener("beforeunload", (event) => {
    keepTyped();
    if (waiting) event.preventDefault();
  });

  // begin

  tree.setAttribute("role", "tree");
  tree.setAttribute("aria-multiselectable", "true");
  review.classList.add("live");
  for (const thing of review.querySelectorAll(".with-script")) thing.hidden = false;
  for (const thing of review.querySelectorAll(".no-script")) thing.hidden = true;
  chosen = new Set([...tree.querySelectorAll("input:checked")].map((box) => box.value));
  takeRows();
  const first = chosen.size ? id("n-" + [...chosen][0]) : rows[0];
  if (first) {
    if (!chosen.size) chosen.add(numberOf(first));
    anchor = first;
    mark(new Set(), first, !document.querySelector(":focus"));
  }
})();
