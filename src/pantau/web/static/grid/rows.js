// What the grid shows: cells with their values, what was found in them, and the counts above.
const id = (name) => document.getElementById(name);
const statuses = new Map([...id("statuses").content.querySelectorAll("option")].map((one) => [one.value, one.textContent]));
const days = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, {
  day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
});

export const grid = id("grid");
export const words = Object.fromEntries(
  Object.entries(grid.dataset).filter(([key]) => key.startsWith("w")).map(([key, text]) => [key[1].toLowerCase() + key.slice(2), text]),
);
export const lines = [...grid.querySelectorAll(".line")];
export const lineOf = (cell) => cell.closest(".line");
export const cellName = (cell) => /\bc-(\w+)/.exec(cell.className)[1];
export const cellIn = (line, name) => line.querySelector(`.c-${name}`);
export const lineNamed = (uuid) => id(`l-${uuid}`);
export const uuidOf = (line) => line.id.slice(2);
export const valueOf = (cell) => cell.dataset.v ?? cell.querySelector(".v").textContent;
export const takes = (cell) => cell.getAttribute("role") === "gridcell" && !cell.hasAttribute("aria-readonly") && cell.querySelector(".v") !== null;

export function shown(name, value) {
  if (name === "status") return statuses.has(value) && value ? statuses.get(value) : value;
  if (!name.endsWith("_on") || !/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  return days.format(new Date(`${value}T00:00:00Z`));
}

export const statusCalled = (text) => [...statuses].find(([code, name]) => code && [code, name.toLowerCase()].includes(text.trim().toLowerCase()))?.[0];

export function paint(cell, value) {
  const text = shown(cellName(cell), value);
  cell.querySelector(".v").textContent = text;
  if (text === value) delete cell.dataset.v;
  else cell.dataset.v = value;
}

// The line as the server says it stands now; cells that wait for the server keep what was typed.
export function repaint(line, data, waits) {
  count(line, -1);
  for (const [name, value] of Object.entries(data.cells)) {
    const cell = cellIn(line, name);
    if (!waits(name) && !cell.classList.contains("editing")) paint(cell, value);
    for (const old of cell.querySelectorAll(".found")) old.remove();
    for (const one of data.findings.filter((found) => found.cell === name)) cell.append(finding(one));
    if (data.writable) cell.removeAttribute("aria-readonly");
    else cell.setAttribute("aria-readonly", "true");
  }
  line.classList.remove(`s-${line.dataset.state}`);
  line.classList.add(`s-${data.state}`);
  Object.assign(line.dataset, {
    state: data.state, stops: data.stops, warnings: data.warnings, missing: Number(data.missing), ready: Number(data.ready),
  });
  line.querySelector(".state b").textContent = data.letter;
  line.querySelector(".state span").textContent = data.state_name;
  count(line, 1);
}

function finding(one) {
  const made = document.createElement("small"), sort = document.createElement("b");
  made.className = `found ${one.severity}`;
  sort.textContent = `${words[one.severity]}:`;
  made.append(sort, ` ${one.found} ${one.do}`);
  return made;
}

const places = new Map([...document.querySelectorAll("[data-count]")].map((one) => [one.dataset.count, one]));
const counts = new Map([...places].map(([key, place]) => [key, Number(place.textContent.replace(/\D/g, ""))]));
const kinds = { draft: "drafted", asked: "asked", returned: "returned", submitted: "submitted", accepted: "accepted", locked: "accepted" };

function count(line, sign) {
  const { state, missing, ready, stops, warnings } = line.dataset;
  const parts = { missing, ready, stops, warnings, [kinds[state] || "none"]: 1 };
  for (const [key, many] of Object.entries(parts)) {
    if (!counts.has(key) || !Number(many)) continue;
    counts.set(key, counts.get(key) + sign * Number(many));
    places.get(key).textContent = counts.get(key).toLocaleString(document.documentElement.lang);
  }
}
