// SHA-256 as the election uses it.
import { Q } from "./group.js";
import { fromBytes } from "./numbers.js";

const UTF8 = new TextEncoder();

/**
 * @param {string|Uint8Array} said a string counts as its UTF-8 bytes
 * @returns {Uint8Array}
 */
export function bytesOf(said) {
  return typeof said === "string" ? UTF8.encode(said) : said;
}

/**
 * @param {string|Uint8Array} said
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function sha256(said) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(said)));
}

/**
 * @param {string|Uint8Array} said
 * @returns {Promise<string>} 64 hexadecimal digits, as records and events are named
 */
export async function sha256Hex(said) {
  return toHex(await sha256(said));
}

/**
 * Base64Compact: fingerprints of elections, trackers of ballots.
 * @param {string|Uint8Array} said
 * @returns {Promise<string>} 43 characters, without `=`
 */
export async function base64Compact(said) {
  return toBase64(await sha256(said)).replace(/=+$/, "");
}

/**
 * H(prefix, x₁, x₂, …): the challenge of a proof.
 * @param {string} prefix
 * @param {bigint[]} elements written as decimals joined by commas
 * @returns {Promise<bigint>} below q
 */
export async function challengeOf(prefix, elements) {
  return fromBytes(await sha256(prefix + elements.join(","))) % Q;
}

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 */
function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} standard base64 with `=`
 */
export function toBase64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

/**
 * @param {string} text standard base64
 * @returns {Uint8Array}
 * @throws {DOMException} when it is not base64
 */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
