// Keeps what is typed with the hall a few seconds after the last key, and says when. Without it the button does.
const form = document.getElementById("walk");
const line = document.querySelector("[data-keeps]");
let waiting = 0;

function typed() {
  const said = new FormData(form);
  for (const [name, value] of [...said]) if (value instanceof File) said.delete(name);
  said.set("keep", "1");
  return said;
}

async function keep() {
  clearTimeout(waiting);
  waiting = 0;
  const ask = { method: "POST", body: typed(), headers: { Accept: "application/json" }, keepalive: true };
  try {
    const answer = await fetch(location.pathname, ask);
    line.textContent = (await answer.json()).kept;
  } catch {
    line.textContent = line.dataset.keeps;
  }
}

if (form && line) {
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 3_000);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    waiting = 0; // what is sent or thrown away is not kept once more as the page goes
  });
  addEventListener("pagehide", () => waiting && keep());
}
