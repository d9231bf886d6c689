// Numbers as the archive writes them, and random numbers that nobody can guess.
import { Refused, demand } from "./refusals.js";

const DECIMAL = /^(0|[1-9][0-9]*)$/;
const LONGEST = 620;

/**
 * A decimal string as a number below a bound; its length is looked at before it is converted.
 * @param {unknown} text `0|[1-9][0-9]*`, at most 620 characters
 * @param {bigint} bound the first number that is too large
 * @returns {bigint}
 * @throws {Refused} number/not-a-number, number/out-of-range
 */
export function parseBelow(text, bound) {
  demand(typeof text === "string" && text.length <= LONGEST && DECIMAL.test(text), "number", "not-a-number");
  const number = BigInt(text);
  demand(number < bound, "number", "out-of-range");
  return number;
}

/**
 * Bytes as a number, the most significant first.
 * @param {Uint8Array} bytes
 * @returns {bigint}
 */
export function fromBytes(bytes) {
  let digits = "0x0";
  for (const byte of bytes) digits += byte.toString(16).padStart(2, "0");
  return BigInt(digits);
}

/**
 * The remainder that is never negative.
 * @param {bigint} number
 * @param {bigint} modulus
 * @returns {bigint}
 */
export function mod(number, modulus) {
  const rest = number % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/**
 * Where random numbers come from; tests put a list in its place.
 * @typedef {{below: (bound: bigint) => bigint}} RandomSource
 */

/**
 * The browser's random generator: uniform below a bound, by drawing again what is not below it.
 * @type {RandomSource}
 */
export const secureRandom = Object.freeze({
  below(bound) {
    const bits = bound.toString(2).length;
    const bytes = new Uint8Array(Math.ceil(bits / 8));
    const surplus = BigInt(bytes.length * 8 - bits);
    for (;;) {
      const number = fromBytes(crypto.getRandomValues(bytes)) >> surplus;
      if (number < bound) return number;
    }
  },
});

/**
 * A source that hands out given numbers in order, to repeat a known ballot in a test.
 * @param {Iterable<string|bigint>} numbers
 * @returns {RandomSource}
 * @throws {Refused} number/randomness-used-up, number/out-of-range (when drawing)
 */
export function givenRandom(numbers) {
  const drawn = [...numbers][Symbol.iterator]();
  return {
    below(bound) {
      const { value, done } = drawn.next();
      if (done) throw new Refused("number", "randomness-used-up");
      demand(BigInt(value) < bound, "number", "out-of-range");
      return BigInt(value);
    },
  };
}
