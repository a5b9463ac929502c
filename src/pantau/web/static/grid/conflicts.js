// A cell that two changed at once, seen three ways: take theirs, keep mine, or edit.
export function conflictPanel({ words, shown, name, edit, theirs, mine, change }) {
  const panel = document.createElement("div");
  panel.className = "conflict";
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", words.changed);
  panel.append(paragraph(words.changed));
  const list = document.createElement("dl");
  for (const [head, text] of [[words.was, edit.was], [words.now, edit.now], [words.yours, edit.value]]) {
    const pair = document.createElement("div"), term = document.createElement("dt"), said = document.createElement("dd");
    term.textContent = head;
    said.textContent = shown(name, text) || words.nothing;
    pair.append(term, said);
    list.append(pair);
  }
  panel.append(list);
  for (const [text, deed] of [[words.theirs, theirs], [words.mine, mine], [words.edit, change]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = text;
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      deed();
    });
    panel.append(button);
  }
  return panel;
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}
