// Hits appear while somebody types. Without this script every box leads to the search page.
(() => {
  "use strict";
  const SHORTEST = 2;
  const boxes = document.querySelectorAll("[data-suggest], [data-live-search]");
  const status = document.getElementById("search-status");

  const close = (form) => {
    const hits = form.querySelector(".search-box__hits");
    if (hits) hits.replaceChildren();
  };

  for (const form of boxes) {
    const input = form.querySelector("input[type='search']");
    let composing = false;
    input.addEventListener("compositionstart", () => (composing = true));
    input.addEventListener("compositionend", () => {
      composing = false;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    form.addEventListener("htmx:configRequest", (event) => {
      const length = [...input.value.trim()].length;
      // Half a syllable of an input method (どr) is no word yet.
      const half = composing && /[a-zａ-ｚ]$/i.test(input.value);
      const short = length < SHORTEST && !(length === 0 && form.dataset.liveSearch !== undefined);
      if (!half && !short) return;
      event.preventDefault();
      if (short) close(form);
    });
    form.addEventListener("submit", () => close(form));

    if (form.dataset.suggest === undefined) continue;
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        close(form);
        input.focus();
        return;
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      const stops = [input, ...form.querySelectorAll(".search-box__hits a")];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !form.contains(event.relatedTarget)) close(form);
    });
    document.addEventListener("click", (event) => {
      if (!form.contains(event.target)) close(form);
    });
  }

  // The number of hits is read aloud; an answer that comes after the box was emptied is thrown away.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig?.elt?.closest("[data-suggest]");
    const input = form?.querySelector("input[type='search']");
    if (input && [...input.value.trim()].length < SHORTEST) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const told = event.detail.target.querySelector("[data-announce]");
    if (told && status) status.textContent = told.dataset.announce;
  });
})();
