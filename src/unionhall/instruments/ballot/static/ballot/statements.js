// What a ballot proves of each question, said once for those who prove and those who check.
import { P, product } from "./group.js";
import { parseBelow } from "./numbers.js";

/**
 * A branch says: the product of the ciphertexts at `members` hides `value`.
 * @typedef {{members: number[], value: number}} Branch
 * @typedef {{name: "overall_proof"|"blank_proof", prefix: string, branches: Branch[]}} Statement
 * @typedef {{alpha: string, beta: string}} Ciphertext
 */

/**
 * The prefixes that bind a proof to its election, credential and question.
 * @param {import("./election.js").Election} election
 * @param {string} credential
 * @param {Ciphertext[]} choices of one question, the blank one included
 * @returns {{ofChoice: (at: number) => string, ofAll: string}} `ofAll` is S, without the leading word
 */
export function contexts({ fingerprint }, credential, choices) {
  const voter = `${fingerprint}|${credential}`;
  const listed = choices.map(({ alpha, beta }) => `${alpha},${beta}`);
  return {
    ofChoice: (at) => `prove|${voter}|${listed[at]}|`,
    ofAll: `${voter}|${listed.join(",")}`,
  };
}

/**
 * What is proved of a question as a whole, in the order in which it is proved.
 * @param {import("./election.js").Question} question
 * @param {Ciphertext[]} choices
 * @param {string} ofAll S
 * @returns {Statement[]} without blank: the sum is between min and max. With blank: blank is off or all else
 *   is 0; blank is on or the sum is between min and max
 */
export function bothProofs({ blank, min, max }, choices, ofAll) {
  const rest = choices.map((_, at) => at).slice(blank ? 1 : 0);
  const allowed = Array.from({ length: max - min + 1 }, (_, more) => ({ members: rest, value: min + more }));
  if (!blank) {
    const { alpha, beta } = together(choices, rest);
    return [{ name: "overall_proof", prefix: `prove|${ofAll}|${alpha},${beta}|`, branches: allowed }];
  }
  const off = { members: [0], value: 0 };
  const on = { members: [0], value: 1 };
  const nothing = { members: rest, value: 0 };
  return [
    { name: "blank_proof", prefix: `bproof0|${ofAll}|`, branches: [off, nothing] },
    { name: "overall_proof", prefix: `bproof1|${ofAll}|`, branches: [on, ...allowed] },
  ];
}

/**
 * @param {Ciphertext[]} choices
 * @param {number[]} members
 * @returns {{alpha: bigint, beta: bigint}} the product of the ciphertexts at `members`
 */
export function together(choices, members) {
  const numbers = (name) => members.map((at) => parseBelow(choices[at][name], P));
  return { alpha: product(numbers("alpha")), beta: product(numbers("beta")) };
}
