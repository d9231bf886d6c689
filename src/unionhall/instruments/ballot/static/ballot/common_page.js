// What the pages of a vote share: their sentences, their steps, files to save, and words with the hall.
import { Refused } from "./refusals.js";

const TRIES = 3;
const PAUSE = 800;

/**
 * The sentence for a code, from the list that the page holds ready.
 * @param {string} code
 * @param {string} [kind] tried where nothing is said of the code
 * @returns {string}
 */
export function sentence(code, kind = "") {
  const words = [...document.querySelectorAll("#said [data-code]")];
  const find = (name) => words.find((each) => each.dataset.code === name);
  return (find(code) ?? find(kind) ?? find("other")).textContent;
}

/**
 * Say something where everybody notices it, a screen reader too.
 * @param {string} text empty to say nothing any more
 * @param {boolean} [isWrong]
 */
export function tell(text, isWrong = false) {
  const place = document.getElementById(isWrong ? "wrong" : "told");
  const other = document.getElementById(isWrong ? "told" : "wrong");
  [place.textContent, other.textContent] = [text, ""];
  [place.hidden, other.hidden] = [text === "", true];
  if (isWrong && text) place.scrollIntoView({ block: "center" });
}

/**
 * Do something; what it refuses is said in words, and nothing else happens.
 * @param {() => Promise<void>} act
 * @returns {Promise<boolean>} whether it was done
 */
export async function attempt(act) {
  try {
    tell("");
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) console.error(error);
    tell(error.message && !error.code ? sentence("other") : sentence(error.code, error.kind), true);
    return false;
  }
}

/**
 * Show one step of the page and put the reader at its heading.
 * @param {string} name
 */
export function showStep(name) {
  for (const each of document.querySelectorAll("[data-step]")) each.hidden = each.dataset.step !== name;
  const heading = document.querySelector(`[data-step="${name}"] h2`);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

/**
 * Draw how far long work is.
 * @param {string} code what is being done
 * @returns {(done: number, total: number) => void}
 */
export function progressOf(code) {
  const bar = document.getElementById("progress");
  tell(sentence(code));
  bar.hidden = false;
  return (done, total) => {
    [bar.max, bar.value] = [total, done];
    if (done >= total) bar.hidden = true;
  };
}

/**
 * Let the browser save a file; nothing is sent anywhere.
 * @param {string} name
 * @param {string|Uint8Array} content
 */
export function save(name, content) {
  const url = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * Send something to the hall, again where no answer comes. The same body and headers, so it counts once.
 * @param {string} url
 * @param {string|Uint8Array} body
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>} the JSON of the answer
 * @throws {Refused} hall/CODE as the hall answers, or hall/lost
 */
export async function send(url, body) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const wish = { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "error" };
  for (let attemptNumber = 1; attemptNumber <= TRIES; attemptNumber += 1) {
    const answer = await fetch(url, wish).catch(() => null);
    if (answer && answer.status < 500) return read(answer);
    await new Promise((resume) => setTimeout(resume, PAUSE * attemptNumber));
  }
  throw new Refused("hall", "lost");
}

async function read(answer) {
  const said = await answer.json().catch(() => ({ code: "refused" }));
  if (!answer.ok) throw new Refused("hall", said.code ?? "refused");
  return said;
}

/**
 * @param {string} url
 * @returns {Promise<Uint8Array>}
 * @throws {Refused} hall/lost
 */
export async function fetchBytes(url) {
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) throw new Refused("hall", "lost");
  return new Uint8Array(await answer.arrayBuffer());
}
