// What a page does better with a script; everything works without it.
(() => {
  "use strict";

  // Counters under text fields: code points, as the server counts them.
  const digits = new Intl.NumberFormat("ja-JP");
  for (const counter of document.querySelectorAll("[data-counter]")) {
    const field = document.getElementById(counter.dataset.counter);
    if (!field) continue;
    const maximum = Number(counter.dataset.max);
    const show = () => {
      const length = [...field.value.replace(/\r\n?/g, "\n").trim()].length;
      const over = length - maximum;
      counter.classList.toggle("field__counter--over", over > 0);
      const count = counter.dataset.format.replace("{length}", digits.format(length)).replace("{max}", digits.format(maximum));
      counter.textContent = over > 0 ? `${counter.dataset.over.replace("{n}", digits.format(over))} ${count}` : count;
    };
    field.addEventListener("input", show);
    if (!counter.classList.contains("field__counter--over")) show();
  }

  // Menus close with Escape, with a click elsewhere, and when the focus leaves them.
  const menus = document.querySelectorAll("details[data-menu]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });
  for (const menu of menus) {
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
  }

  // Filters lie open on wide screens where the browser cannot do it by style alone.
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 48rem)").matches) {
    for (const fold of document.querySelectorAll("details[data-wide-open]")) fold.open = true;
  }

  // The error summary takes the focus, so that it is read first.
  const summary = document.getElementById("errors");
  if (summary) summary.focus();

  // A second press while the first is under way sends nothing twice; going back frees the form again.
  for (const form of document.querySelectorAll("form[method='post']")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      else {
        form.dataset.sent = "1";
        setTimeout(() => delete form.dataset.sent, 5000);
      }
    });
  }
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();
