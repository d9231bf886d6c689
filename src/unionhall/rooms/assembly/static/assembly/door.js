// The door: what is entered goes into a queue on this device, and from there to the hall, one after the other.
// Without the net it waits there, each entry with a key of its own, so that none is counted twice.
const form = document.querySelector("[data-door]");
const said = document.querySelector("[data-said]");
const queueBox = document.querySelector("[data-queue]");
const STORED = `assembly.door.${form?.dataset.door}`;
const AGAIN = 4000, PATIENCE = 8000, SHOWN = 8; // milliseconds, lines
let since = null, isSending = false, waiting;

const read = () => JSON.parse(localStorage.getItem(STORED) ?? "[]");
const write = (queue) => localStorage.setItem(STORED, JSON.stringify(queue));

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function name(entry) {
  const short = entry.who.length > 12 ? `…${entry.who.slice(-6)}` : entry.who;
  return `${short} ${said.dataset[entry.way]}`;
}

function show(why = "") {
  const queue = read();
  queueBox.hidden = queue.length === 0 || !why;
  queueBox.querySelector("[data-why]").textContent = why;
  queueBox.querySelector("[data-waiting]").replaceChildren(...queue.map((entry) => {
    const line = document.createElement("li");
    line.textContent = name(entry);
    return line;
  }));
}

function answer(words, isGood) {
  const line = document.createElement("p");
  line.textContent = words;
  line.classList.toggle("late", !isGood);
  said.prepend(line);
  while (said.children.length > SHOWN) said.lastChild.remove();
}

async function send(entry) {
  const sent = await fetch(location.href, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ ...entry, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const isJson = (sent.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (!isJson && sent.status < 500) return null; // another page: signed out
  if (!isJson) throw new Error(sent.status);
  return sent.json();
}

async function drain() {
  clearTimeout(waiting);
  if (isSending) return;
  isSending = true;
  const why = queueBox.querySelector("[data-why]").dataset;
  try {
    for (let queue = read(); queue.length; queue = read()) {
      const found = await send(queue[0]);
      since = null;
      if (found === null) return show(why.again);
      write(read().filter((each) => each.key !== queue[0].key));
      answer(found.ok ? found.says : `${name(queue[0])}: ${found.says}`, found.ok);
    }
    show();
  } catch {
    since ??= new Date();
    const at = since.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    show(why.gone.replace("{time}", at));
    waiting = setTimeout(drain, AGAIN);
  } finally {
    isSending = false;
    if (!waiting && read().length) waiting = setTimeout(drain, AGAIN);
  }
}

form?.addEventListener("submit", (event) => {
  const way = event.submitter?.value ?? "in", who = form.elements.who.value.trim();
  if (way === "stand_in" || !who) return; // these ask the hall for a page
  event.preventDefault();
  write([...read(), { key: newKey(), who, way }]);
  form.elements.who.value = "";
  form.elements.who.focus();
  drain();
});
addEventListener("online", drain);
if (form) drain();
