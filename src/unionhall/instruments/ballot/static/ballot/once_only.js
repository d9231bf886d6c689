// A trustee's browser remembers what it decrypted, so that it never decrypts two things.
import { demand } from "./refusals.js";

/**
 * Where it is remembered; `localStorage` is one.
 * @typedef {{getItem: (name: string) => string|null, setItem: (name: string, text: string) => void}} Memory
 */

/**
 * 1. Refuse when something else was remembered under the name. 2. Give the same answer again if there is one.
 * 3. Remember what is about to be done. 4. Do it. 5. Remember the answer.
 * @param {Memory} memory
 * @param {string} name
 * @param {string} subject what is done, once and for this alone
 * @param {{isDone: boolean, make: () => Promise<string>}} act `isDone`: somebody else saw it done already
 * @returns {Promise<string>}
 * @throws {Refused} trustee/decrypted-before
 */
export async function onceOnly(memory, name, subject, { isDone, make }) {
  const [before, answer] = remembered(memory.getItem(name));
  demand(before === null || before === subject, "trustee", "decrypted-before");
  if (answer) return answer;
  demand(!isDone, "trustee", "decrypted-before");
  memory.setItem(name, JSON.stringify([subject, ""]));
  const made = await make();
  memory.setItem(name, JSON.stringify([subject, made]));
  return made;
}

function remembered(text) {
  if (text === null) return [null, ""];
  try {
    const [subject, answer] = JSON.parse(text);
    return [String(subject), String(answer)];
  } catch {
    return ["unreadable", ""]; // something was done, and nobody knows what: refuse
  }
}
