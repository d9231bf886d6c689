// Closes an open menu on Escape and on a press elsewhere, and counts what is typed where there is a limit.
// Every page works without it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.querySelectorAll("textarea[data-limit]").forEach((box) => {
  const counter = document.createElement("p");
  counter.className = "counter";
  counter.setAttribute("role", "status");
  const limit = Number(box.dataset.limit);
  const say = () => {
    const left = limit - [...box.value].length;
    const words = left < 0 ? box.dataset.over : left <= limit / 4 ? box.dataset.left : "";
    counter.textContent = words.replace("{number}", Math.abs(left).toLocaleString(document.documentElement.lang));
    counter.classList.toggle("late", left < 0);
  };
  box.after(counter);
  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(say, 400); // so that a screen reader isn't told of each letter
  });
  say();
});
