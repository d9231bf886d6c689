// j and k walk the worklist, Enter opens (the focus is on a link), / goes to the search of the list.
// The reader may switch the keys off; the choice stays in this browser.
const STORED = "hall.keys";
const switchBox = document.getElementById("keys-on");

function areKeysOn() {
  return localStorage.getItem(STORED) !== "off";
}

function isTyping(target) {
  return target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]") !== null;
}

function step(by) {
  const links = [...document.querySelectorAll(".work .what a")];
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + by, 0), links.length - 1);
  links[next]?.focus();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => document.querySelector(".filters :is(input:not([type=hidden]), select)")?.focus(),
};

document.addEventListener("keydown", (event) => {
  const act = keys[event.key];
  if (!act || !areKeysOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  event.preventDefault();
  act();
});

if (switchBox) {
  switchBox.closest("[hidden]").hidden = false;
  switchBox.checked = areKeysOn();
  switchBox.addEventListener("change", () => localStorage.setItem(STORED, switchBox.checked ? "on" : "off"));
}
