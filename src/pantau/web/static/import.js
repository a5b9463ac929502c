// The field for a file is also a place to drop one, and says before sending that a file is too large.
"use strict";
(() => {
  const form = document.getElementById("import"), input = document.getElementById("f-file");
  const fault = document.getElementById("f-file-fault"), zone = input.closest(".drop");
  const tooLarge = () => [...input.files].some((file) => file.size > Number(form.dataset.limit));

  function check() {
    fault.hidden = !tooLarge();
    fault.textContent = tooLarge() ? form.dataset.tooLarge : "";
    zone.classList.toggle("wrong", tooLarge());
  }

  input.addEventListener("change", check);
  form.addEventListener("submit", (event) => {
    if (!tooLarge()) return;
    event.preventDefault();
    input.focus();
  });
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    check();
  });
  zone.querySelector(".droppable").hidden = false;
})();
