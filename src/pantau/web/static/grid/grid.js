// A grid of reports with the keys of a spreadsheet, saved cell by cell. Without this script each line has a form.
import { conflictPanel } from "./conflicts.js";
import { keeper, nameOf } from "./keeping.js";
import {
  cellIn, cellName, grid, lineNamed, lineOf, lines, paint, repaint, shown, statusCalled, takes, uuidOf, valueOf, words,
} from "./rows.js";

const id = (name) => document.getElementById(name);
const token = id("token"), bar = id("saved"), trouble = id("trouble");
const HINT = 2500; // milliseconds that a cell says "saved"
const undone = [];
const earlier = new Map();
let current = null, control = null, leaving = false, due = false;

const kept = keeper({
  at: grid.dataset.at,
  key: grid.dataset.key,
  user: grid.dataset.user,
  token: token.elements.csrfmiddlewaretoken.value,
  saved: (edit) => {
    const cell = cellOf(edit);
    if (!cell) return;
    cell.dataset.done = "";
    setTimeout(() => {
      delete cell.dataset.done;
      mark(cell);
    }, HINT);
  },
  answered: (all) => {
    for (const [uuid, data] of Object.entries(all)) {
      const line = lineNamed(uuid);
      if (line) repaint(line, data, (name) => kept.edits.has(nameOf(uuid, name)));
    }
  },
  changed: () => {
    if (!due) queueMicrotask(show); // once for all that one key changed
    due = true;
  },
});

// what stands beside a cell, and what is said of all of them

const cellOf = (edit) => {
  const line = lineNamed(edit.line);
  return line && cellIn(line, edit.cell);
};
const editOf = (cell) => kept.edits.get(nameOf(uuidOf(lineOf(cell)), cellName(cell)));
const marked = new Set();

function mark(cell) {
  const edit = editOf(cell), state = edit ? edit.state : "done" in cell.dataset ? "saved" : "";
  const said = `${state} ${edit ? edit.now ?? edit.fault?.says ?? "" : ""}`;
  if (cell.dataset.said === said) return;
  cell.dataset.said = said;
  for (const old of cell.querySelectorAll(".mark, .conflict, .fault")) old.remove();
  cell.toggleAttribute("aria-invalid", state === "refused" || state === "conflict");
  if (cell.hasAttribute("aria-invalid")) cell.setAttribute("aria-invalid", "true");
  if (!state) return void marked.delete(cell);
  marked.add(cell);
  const made = document.createElement("em");
  made.className = `mark m-${state}`;
  made.textContent = words[`m${state[0].toUpperCase()}${state.slice(1)}`];
  cell.append(made);
  if (state === "conflict") cell.append(panelFor(cell, edit));
  if (state === "refused") cell.append(faultOf(edit));
}

function faultOf(edit) {
  const made = document.createElement("small");
  made.className = "fault";
  made.textContent = `${edit.fault.says} ${edit.fault.mend}`;
  return made;
}

function panelFor(cell, edit) {
  const name = nameOf(edit.line, edit.cell);
  return conflictPanel({
    words, shown, name: edit.cell, edit,
    theirs: () => {
      paint(cell, edit.now);
      kept.drop(name);
      go(cell);
    },
    mine: () => {
      kept.insist(name);
      go(cell);
    },
    change: () => {
      edit.was = edit.now;
      go(cell);
      begin(cell);
    },
  });
}

function show() {
  due = false;
  const cells = new Set([...marked, ...[...kept.edits.values()].map(cellOf).filter(Boolean)]);
  for (const cell of cells) mark(cell);
  const all = [...kept.edits.values()];
  const asking = all.filter((edit) => edit.state === "conflict" || edit.state === "refused");
  const waiting = all.length - asking.length;
  bar.dataset.standing = kept.standing || (asking.length ? "trouble" : waiting ? "saving" : "saved");
  bar.replaceChildren(sentence(waiting, asking.length));
  if (kept.standing === "away" || kept.standing === "other") bar.append(" ", signIn());
  if (all.length && !kept.keeps) bar.append(` ${words.unkept}`);
  summarise(asking);
  id("b-undo").disabled = !undone.length;
}

function sentence(waiting, asking) {
  const standing = { offline: words.waiting, away: words.away, other: words.other }[kept.standing];
  if (standing && waiting) return `${standing} ${waiting}`;
  if (asking) return `${words.trouble} ${asking}`;
  return waiting ? words.saving : words.saved;
}

function signIn() {
  const made = document.createElement("a");
  made.href = token.dataset.signIn;
  made.target = "_blank";
  made.textContent = words.signIn;
  return made;
}

function summarise(asking) {
  const said = asking.map((edit) => `${edit.line} ${edit.cell} ${edit.state}`).join();
  if (trouble.dataset.said === said) return;
  trouble.dataset.said = said;
  trouble.replaceChildren();
  if (!asking.length) return;
  const made = document.createElement("p"), head = document.createElement("b");
  head.textContent = words.trouble;
  made.append(head);
  for (const edit of asking) {
    const cell = cellOf(edit);
    const link = document.createElement(cell ? "a" : "span");
    link.textContent = cell ? `${lineOf(cell).dataset.n}, ${cell.dataset.h}` : edit.cell;
    if (cell) {
      link.href = `#l-${edit.line}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        go(cell);
      });
    }
    made.append(" ", link);
  }
  trouble.append(made);
}

// going about

const cellsOf = (line) => [...line.children];

function go(cell) {
  if (!cell) return;
  if (current) current.tabIndex = -1;
  current = cell;
  cell.tabIndex = 0;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function place(cell) {
  const line = lineOf(cell);
  return [lines.indexOf(line), cellsOf(line).indexOf(cell)];
}

function at(row, column) {
  const line = lines[Math.max(0, Math.min(row, lines.length - 1))], cells = cellsOf(line);
  return cells[Math.max(0, Math.min(column, cells.length - 1))];
}

const by = (down, right) => {
  const [row, column] = place(current);
  return at(row + down, column + right);
};

function next(step) {
  const [row, column] = place(current), many = cellsOf(lines[row]).length;
  if (column + step >= 0 && column + step < many) return at(row, column + step);
  const other = row + step;
  return other < 0 || other >= lines.length ? null : at(other, step > 0 ? 0 : many - 1);
}

function nextMissing() {
  const [row] = place(current);
  const order = [...lines.slice(row + 1), ...lines.slice(0, row + 1)];
  const found = order.find((line) => line.dataset.missing === "1");
  if (found) go(cellIn(found, "status"));
}

// editing

function begin(cell, text) {
  if (control || !takes(cell)) return;
  const name = cellName(cell);
  const made = name === "status" ? id("statuses").content.firstElementChild.cloneNode(true) : document.createElement(name.endsWith("_on") ? "input" : "textarea");
  if (name.endsWith("_on")) Object.assign(made, { type: "date", min: "1945-01-01", max: "2100-12-31" });
  made.setAttribute("aria-label", `${cell.dataset.h}, ${lineOf(cell).dataset.n}`);
  made.value = valueOf(cell);
  if (text !== undefined) typeOver(made, name, text);
  cell.classList.add("editing");
  cell.querySelector(".v").after(made);
  control = made;
  if (made.tagName === "TEXTAREA") grow(made);
  made.addEventListener("input", () => made.tagName === "TEXTAREA" && grow(made));
  made.addEventListener("blur", () => finish(true));
  made.focus();
  if (made.tagName === "TEXTAREA") made.setSelectionRange(made.value.length, made.value.length);
}

function typeOver(made, name, text) {
  if (name !== "status") made.value = name.endsWith("_on") ? made.value : text;
  else {
    const found = [...made.options].find((one) => one.text.toLowerCase().startsWith(text.toLowerCase()));
    if (found) made.value = found.value;
  }
}

function grow(text) {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

function finish(keep) {
  if (!control) return;
  const made = control, cell = made.closest("[role=gridcell]");
  control = null;
  const bad = made.validity && made.validity.badInput;
  const value = made.value.trim();
  made.remove();
  cell.classList.remove("editing");
  if (keep && !bad) change([[cell, value]]);
}

// One step of the person, which one undo takes back: cells and their new values.
function change(some, remember = true) {
  const step = [];
  for (const [cell, value] of some) {
    const before = valueOf(cell);
    if (!takes(cell) || before === value) continue;
    step.push([cell, before]);
    paint(cell, value);
    kept.set(uuidOf(lineOf(cell)), cellName(cell), before, value);
  }
  if (step.length && remember) undone.push(step);
}

function undo() {
  const step = undone.pop();
  if (!step) return;
  change(step, false);
  go(step[0][0]);
  show();
}

// as in the last round

async function same(whole) {
  const cell = current, line = lineOf(cell), link = line.querySelector(".c-line a");
  let before = earlier.get(line.id);
  if (!before) {
    try {
      const answer = await fetch(link.href.replace(/\/$/, ".json"), { credentials: "same-origin" });
      before = (await answer.json()).before;
    } catch {
      bar.textContent = words.waiting;
      return;
    }
    if (before) earlier.set(line.id, before);
  }
  if (!before) {
    bar.textContent = words.noBefore;
    return;
  }
  const wanted = whole ? cellsOf(line).filter((one) => takes(one) && !valueOf(one)) : [cell].filter(takes);
  change(wanted.map((one) => [one, before[cellName(one)] ?? ""]));
}

// keys

const moves = {
  ArrowDown: () => by(1, 0),
  ArrowUp: () => by(-1, 0),
  ArrowLeft: () => by(0, -1),
  ArrowRight: () => by(0, 1),
  PageDown: () => by(10, 0),
  PageUp: () => by(-10, 0),
  Home: (event) => (event.ctrlKey ? at(0, 0) : at(place(current)[0], 0)),
  End: (event) => (event.ctrlKey ? at(lines.length - 1, 99) : at(place(current)[0], 99)),
};

function whileEditing(event) {
  const { key } = event, newLine = key === "Enter" && (event.shiftKey || event.altKey) && control.tagName === "TEXTAREA";
  if (key === "Escape") finish(false);
  else if ((key === "Enter" && !newLine) || key === "Tab") finish(true);
  else return;
  event.preventDefault();
  event.stopPropagation();
  go(current);
  if (key === "Enter") go(by(1, 0));
  if (key === "Tab") go(next(event.shiftKey ? -1 : 1));
}

function command(event) {
  const key = event.key.toLowerCase();
  if (event.altKey) return key === "n" ? nextMissing : null;
  if (!event.ctrlKey && !event.metaKey) return null;
  return { z: undo, d: () => same(event.shiftKey) }[key] || null;
}

function deed(event) {
  const { key } = event, link = current.querySelector("a");
  if (key === "F2") return () => begin(current);
  if (key === "Enter") return link ? () => link.click() : () => go(by(event.shiftKey ? -1 : 1, 0));
  if (key === "Delete" || key === "Backspace") return () => change([[current, ""]]);
  if (key === "?") return () => id("keys").showModal();
  if (key.length === 1 && takes(current)) return () => begin(current, key);
  return null;
}

grid.addEventListener("keydown", (event) => {
  if (control) return whileEditing(event);
  const cell = event.target.closest("[role=gridcell], [role=rowheader]");
  if (!cell || event.target.closest(".conflict")) return;
  current = cell;
  if (event.key === "Escape") {
    leaving = true;
    bar.textContent = words.leave;
    return;
  }
  if (event.key === "Tab") {
    const to = leaving ? null : next(event.shiftKey ? -1 : 1);
    leaving = false;
    if (to) {
      event.preventDefault();
      go(to);
    }
    return;
  }
  leaving = false;
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const move = event.altKey ? null : moves[event.key];
  const done = move ? () => go(move(event)) : command(event) || (modified ? null : deed(event));
  if (!done) return;
  event.preventDefault();
  done();
});

grid.addEventListener("click", (event) => {
  const cell = event.target.closest(".line > [role=gridcell], .line > [role=rowheader]");
  if (!cell || control?.closest("[role=gridcell]") === cell || event.target.closest("a, .conflict")) return;
  const again = cell === current && document.activeElement === cell;
  go(cell);
  if (again || event.pointerType === "touch") begin(cell);
});
grid.addEventListener("dblclick", (event) => {
  const cell = event.target.closest(".line > [role=gridcell]");
  if (cell && !control) begin(cell);
});

// cells to and from a spreadsheet

function pasted(text) {
  const rows = [];
  let row = [], cell = "", quoted = false;
  for (let place = 0; place < text.length; place++) {
    const sign = text[place];
    if (quoted && sign === '"' && text[place + 1] === '"') cell += text[place++];
    else if (sign === '"' && (quoted || !cell)) quoted = !quoted;
    else if (sign === "\t" && !quoted) row.push(cell), (cell = "");
    else if (sign === "\n" && !quoted) rows.push([...row, cell]), (row = []), (cell = "");
    else if (sign !== "\r" || quoted) cell += sign;
  }
  return row.length || cell ? [...rows, [...row, cell]] : rows;
}

document.addEventListener("paste", (event) => {
  if (control || !current || document.activeElement !== current) return;
  event.preventDefault();
  const [row, column] = place(current);
  const some = [];
  pasted(event.clipboardData.getData("text/plain")).forEach((texts, down) => {
    texts.forEach((text, right) => {
      const cell = row + down < lines.length ? cellsOf(lines[row + down])[column + right] : null;
      if (!cell || !takes(cell)) return;
      some.push([cell, cellName(cell) === "status" ? statusCalled(text) ?? text.trim() : text.trim()]);
    });
  });
  change(some);
});
document.addEventListener("copy", (event) => {
  if (control || !current || document.activeElement !== current || !getSelection().isCollapsed) return;
  event.preventDefault();
  const text = current.querySelector(".v, .words");
  event.clipboardData.setData("text/plain", text ? text.textContent : current.textContent.trim());
});

// to begin with

for (const button of document.querySelectorAll(".with-script")) button.hidden = false;
id("b-keys").addEventListener("click", () => id("keys").showModal());
id("b-undo").addEventListener("click", undo);
id("b-same").addEventListener("click", () => current && same(true));
id("keys").addEventListener("close", () => current && go(current));
grid.classList.add("live");
for (const link of grid.querySelectorAll("a")) link.tabIndex = -1;
const wanted = location.hash && document.querySelector(`${location.hash}.line`);
current = wanted ? cellIn(wanted, "status") : grid.querySelector(".line > [role=gridcell]");
current.tabIndex = 0;
if (wanted) go(current);
for (const edit of kept.edits.values()) {
  const cell = cellOf(edit);
  if (cell) paint(cell, edit.value);
}
show();
kept.flush();
