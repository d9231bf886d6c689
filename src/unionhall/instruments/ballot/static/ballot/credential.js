// The voter's credential: fourteen letters and a check digit, in groups of three.
import { parseExact } from "./exact.js";
import { generator } from "./fixed_base.js";
import { P, Q } from "./group.js";
import { bytesOf } from "./hashing.js";
import { fromBytes, parseBelow, secureRandom } from "./numbers.js";
import { demand } from "./refusals.js";

export const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const LENGTH = 15;
const CHECK = 53n;
const ROUNDS = 1000;

/**
 * Letters of the alphabet without 0, O, I and l.
 * @param {number} count
 * @param {import("./numbers.js").RandomSource} random one number below 58 is drawn a letter
 * @returns {string}
 */
export function randomLetters(count, random) {
  return Array.from({ length: count }, () => LETTERS[Number(random.below(58n))]).join("");
}

/**
 * @param {import("./numbers.js").RandomSource} [random]
 * @returns {string} such as `2vU-Y5A-HZ1-q3p-LkQ`
 */
export function makeCredential(random = secureRandom) {
  const letters = randomLetters(LENGTH - 1, random);
  const digit = CHECK - (valueOf(letters) % CHECK);
  return grouped(letters + LETTERS[Number(digit)]);
}

/**
 * What a voter typed, with the dashes where they belong; spaces and missing dashes are forgiven.
 * @param {string} typed
 * @returns {string}
 * @throws {Refused} credential/credential-length, credential-letters, credential-check-digit
 */
export function readCredential(typed) {
  const letters = typed.replace(/[\s-]/g, "");
  demand([...letters].every((letter) => LETTERS.includes(letter)), "credential", "credential-letters");
  demand(letters.length === LENGTH, "credential", "credential-length");
  const digit = BigInt(LETTERS.indexOf(letters.at(-1)));
  const isRight = (valueOf(letters.slice(0, -1)) + digit) % CHECK === 0n;
  demand(isRight, "credential", "credential-check-digit");
  return grouped(letters);
}

/**
 * The secret behind a credential: PBKDF2-HMAC-SHA256 of it with its dashes, salted with the election's uuid.
 * @param {string} credential as readCredential gives it
 * @param {string} uuid
 * @returns {Promise<bigint>} below q
 */
export async function secretOf(credential, uuid) {
  const key = await crypto.subtle.importKey("raw", bytesOf(credential), "PBKDF2", false, ["deriveBits"]);
  const wish = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(uuid), iterations: ROUNDS };
  return fromBytes(new Uint8Array(await crypto.subtle.deriveBits(wish, key, 256))) % Q;
}

/**
 * @param {bigint} secret
 * @returns {bigint} the public credential
 */
export function publicOf(secret) {
  return generator.to(secret);
}

/**
 * Whether a credential may vote here, as soon as it is typed.
 * @param {bigint} credential public
 * @param {string} listed the archive's list
 * @returns {bigint} its weight
 * @throws {Refused} credential/credential-not-listed; what readCredentials refuses
 */
export function weightOf(credential, listed) {
  const weight = readCredentials(listed).get(String(credential));
  demand(weight !== undefined, "credential", "credential-not-listed");
  return weight;
}

/**
 * The archive's list of those who may vote.
 * @param {string} text a JSON array of `"<decimal>"` or `"<decimal>,<weight>"`, ascending as numbers
 * @returns {Map<string, bigint>} the weight by public credential
 * @throws {Refused} archive/archive-content, number/…
 */
export function readCredentials(text) {
  const lines = parseExact(text, "archive", "archive-content");
  demand(Array.isArray(lines), "archive", "archive-content", "credentials");
  const weights = new Map();
  let before = 1n;
  for (const line of lines) {
    const [credential, weight, ...more] = String(line).split(",");
    const number = parseBelow(credential, P);
    demand(number > before && more.length === 0, "archive", "archive-content", "credentials");
    weights.set(credential, weight === undefined ? 1n : parseBelow(weight, 1n << 64n));
    before = number;
  }
  return weights;
}

function valueOf(letters) {
  return [...letters].reduce((value, letter) => value * 58n + BigInt(LETTERS.indexOf(letter)), 0n);
}

function grouped(letters) {
  return letters.match(/.{3}/g).join("-");
}
