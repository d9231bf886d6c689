// JSON of which every byte counts.
import { Refused, demand } from "./refusals.js";

/**
 * UTF-8 bytes as text; nothing is repaired and a byte order mark stays one.
 * @param {Uint8Array|string} said
 * @param {string} kind
 * @param {string} code of the refusal
 * @returns {string}
 * @throws {Refused} the given one
 */
export function textOf(said, kind, code) {
  if (typeof said === "string") return said;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(said);
  } catch {
    throw new Refused(kind, code);
  }
}

/**
 * Compact JSON, refused unless writing it again gives the same text. So spaces and doubled keys are out.
 * @param {string} text
 * @param {string} kind
 * @param {string} code of the refusal
 * @returns {any}
 * @throws {Refused} the given one
 */
export function parseExact(text, kind, code) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refused(kind, code);
  }
  demand(JSON.stringify(value) === text, kind, code);
  return value;
}

/**
 * Whether a value is an object with exactly these fields in this order; a name ending in `?` may be missing.
 * @param {any} value
 * @param {string} fields names with spaces between
 * @returns {boolean}
 */
export function hasFields(value, fields) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const wanted = fields.split(" ").filter((name) => !name.endsWith("?") || name.slice(0, -1) in value);
  return Object.keys(value).join(" ") === wanted.join(" ").replaceAll("?", "");
}

/**
 * @param {any} value
 * @param {number} length
 * @returns {boolean} whether it is an array of that length
 */
export function isList(value, length) {
  return Array.isArray(value) && value.length === length;
}
