// Brings the next code to the wall of the hall; when the hall can't be reached, the old one is taken down.
const wall = document.getElementById("wall");
const silence = document.querySelector("[data-silence]");
const AGAIN = 3000, GOOD = 150000; // milliseconds
let heard = Date.now();

async function next() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (answer.redirected || !answer.ok) return location.reload(); // signed out: the page says how to go on
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("wall");
    wall.innerHTML = fresh.innerHTML;
    wall.hidden = false;
    silence.hidden = true;
    heard = Date.now();
    setTimeout(next, Number(fresh.dataset.again) * 1000);
  } catch {
    const at = new Date(heard).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    silence.textContent = silence.dataset.silence.replace("{time}", at);
    const isOld = Date.now() - heard > GOOD;
    silence.hidden = !isOld;
    wall.hidden = isOld;
    setTimeout(next, AGAIN);
  }
}
setTimeout(next, Number(wall.dataset.again) * 1000);
