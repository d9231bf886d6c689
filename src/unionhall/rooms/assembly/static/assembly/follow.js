// Follows a meeting: asks about every second whether anything is new, and says since when it heard nothing.
// Every page works without it, by its link to load it again. It sends no cookie: the pass of the page is enough.
const box = document.querySelector("[data-follow]");
const silence = document.querySelector("[data-silence]");
const own = document.querySelector("[data-own]");
const PACE = 800, HIDDEN = 5000, SLOW = 4000, QUIET = 8000, PATIENCE = 8000; // milliseconds
const skew = box ? new Date(box.dataset.now) - Date.now() : 0;

function clock(moment) {
  return new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

function tick() {
  document.querySelectorAll("[data-since]").forEach((each) => {
    const spoken = Math.max(0, Math.floor((Date.now() + skew - new Date(each.dataset.since)) / 1000));
    const allowed = Number(each.dataset.allowed);
    const say = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    each.textContent = `${say(spoken)} / ${say(allowed)}`;
    each.classList.toggle("late", spoken > allowed);
  });
}

function showOwn() {
  if (!own) return;
  const waits = box.querySelector(`.speakers [data-seat="${own.dataset.own}"]`) !== null;
  if (!waits && box.querySelector("[data-more]")) return; // further down than the list shows
  own.querySelector("[data-waits]").hidden = !waits;
  own.querySelector("[data-free]").hidden = waits;
}

function tell() {
  const words = box.querySelector("[data-tell]")?.textContent ?? "";
  const told = document.querySelector("[data-told]");
  if (told.textContent !== words) told.textContent = words;
}

function follow() {
  let version = box.dataset.version, heard = Date.now(), waiting;
  async function ask() {
    clearTimeout(waiting);
    let pace = document.hidden ? HIDDEN : PACE;
    try {
      const url = `${box.dataset.follow}?after=${encodeURIComponent(version)}`;
      const answer = await fetch(url, {
        headers: { "X-Pass": box.dataset.pass }, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 404) {
        silence.textContent = silence.dataset.over;
        silence.hidden = false;
        return;
      }
      if (!answer.ok) throw new Error(answer.status);
      if (answer.status === 200 && "watch" in box.dataset) {
        document.querySelector("[data-newer]").hidden = false; // buttons must not move under a finger
      } else if (answer.status === 200) {
        box.innerHTML = await answer.text();
        tick();
        tell();
        showOwn();
      }
      version = answer.headers.get("X-Version") ?? version;
      heard = Date.now();
      silence.hidden = true;
    } catch {
      pace = SLOW;
      if (Date.now() - heard > QUIET) {
        silence.textContent = silence.dataset.silence.replace("{time}", clock(heard));
        silence.hidden = false;
      }
    }
    waiting = setTimeout(ask, pace * (0.9 + Math.random() / 5)); // not all at once
  }
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  waiting = setTimeout(ask, PACE * Math.random());
}

setInterval(tick, 1000);
tick();
if (box) follow();
