// What a downloaded page carries inside itself: the election and whatever else was put there, byte for byte.
import { fromBase64 } from "./hashing.js";

/**
 * @param {string} name
 * @returns {Uint8Array|null} null where the page carries nothing of that name
 */
export function held(name) {
  const element = document.getElementById(`held-${name}`);
  return element && fromBase64(element.textContent.trim());
}
