// Copies what a button names, or selects it where the browser lets no page copy; and prints.
// Without it a code is selected by one press, and the browser prints the page.
document.querySelectorAll("[data-print], [data-copy], [data-of]").forEach((button) => (button.hidden = false));
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-print], [data-copy], [data-of]");
  if (!button) return;
  if ("print" in button.dataset) return window.print();
  const shown = document.getElementById(button.dataset.of) ?? document.querySelector(".code");
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? shown.textContent.trim());
    button.textContent = button.dataset.done;
  } catch {
    if (shown) getSelection().selectAllChildren(shown);
  }
});
