// Keys for judging reports: j and k go from one to the next, x chooses it, n goes to its note, a chooses all.
// Without this script the same form works with Tab and Space.
"use strict";
(() => {
  const form = document.querySelector("form.judge");
  if (!form) return;
  const reports = [...form.querySelectorAll(".judged > li")];
  let at = -1;

  const typing = (target) => target.matches("textarea, select, input:not([type=checkbox])");
  const box = (report) => report && report.querySelector("input[name=report]");

  function go(step) {
    at = Math.max(0, Math.min(reports.length - 1, at + step));
    reports[at].focus();
    reports[at].scrollIntoView({ block: "nearest" });
  }

  const deeds = {
    j: () => go(1),
    k: () => go(-1),
    x: () => { const found = box(reports[at]); if (found) found.checked = !found.checked; },
    n: () => { const note = reports[at] && reports[at].querySelector("textarea"); if (note) note.focus(); },
    a: () => {
      const boxes = reports.map(box).filter(Boolean);
      const all = boxes.every((one) => one.checked);
      for (const one of boxes) one.checked = !all;
    },
  };

  form.addEventListener("focusin", (event) => {
    const found = reports.findIndex((report) => report.contains(event.target));
    if (found >= 0) at = found;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target) && at >= 0) { reports[at].focus(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const deed = deeds[event.key];
    if (deed) { event.preventDefault(); deed(); }
  });
})();
