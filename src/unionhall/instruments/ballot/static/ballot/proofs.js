// The proofs of an election: made with what one knows, checked with what everybody sees.
import { generator } from "./fixed_base.js";
import { G, Q, inverse, power, times } from "./group.js";
import { challengeOf } from "./hashing.js";
import { mod, parseBelow } from "./numbers.js";

/**
 * As the archive writes it: two decimal strings below q.
 * @typedef {{challenge: string, response: string}} Proof
 * @typedef {import("./fixed_base.js").FixedBase} FixedBase
 * @typedef {import("./numbers.js").RandomSource} RandomSource
 */

/**
 * Show that one knows the logarithm of gˢ (keys, signatures).
 * @param {string} prefix
 * @param {bigint} secret
 * @param {RandomSource} random one number is drawn
 * @returns {Promise<Proof>}
 */
export async function proveKnowledge(prefix, secret, random) {
  const w = random.below(Q);
  const challenge = await challengeOf(prefix, [generator.to(w)]);
  return answered(challenge, w - secret * challenge);
}

/**
 * @param {string} prefix
 * @param {bigint} element gˢ, known to be in the group
 * @param {Proof} proof
 * @returns {Promise<boolean>}
 * @throws {Refused} number/…
 */
export async function isKnown(prefix, element, proof) {
  const { challenge, response } = numbersOf(proof);
  const a = times(generator.to(response), power(element, challenge));
  return (await challengeOf(prefix, [a])) === challenge;
}

/**
 * Show that a factor is αˣ with the x of one's key gˣ (partial decryption).
 * @param {string} prefix
 * @param {bigint} alpha
 * @param {bigint} secret
 * @param {RandomSource} random one number is drawn
 * @returns {Promise<Proof>}
 */
export async function proveFactor(prefix, alpha, secret, random) {
  const w = random.below(Q);
  const challenge = await challengeOf(prefix, [generator.to(w), power(alpha, w)]);
  return answered(challenge, w - secret * challenge);
}

/**
 * Show that one of several ciphertexts hides its value, and not which. Knowing r and the real value m, a
 * false branch is A = g^e, B = y^e·g^((m−M)·c) with e = response + r·c, so tables serve for every power.
 * @param {string} prefix
 * @param {{r: bigint, away: bigint}[]} branches `away` is m − M: 0 in a true branch
 * @param {FixedBase} key y
 * @param {RandomSource} random draws (challenge, response) of each false branch in order, then w
 * @returns {Promise<Proof[]>} one a branch
 */
export async function proveOneOf(prefix, branches, key, random) {
  const known = branches.findIndex(({ away }) => away === 0n);
  const drawn = branches.map((_, at) => at !== known && { c: random.below(Q), response: random.below(Q) });
  const w = random.below(Q);
  const shown = branches.flatMap((branch, at) =>
    at === known ? [generator.to(w), key.to(w)] : simulated(branch, drawn[at], key),
  );
  const others = drawn.reduce((sum, { c = 0n }) => sum + c, 0n);
  const challenge = mod((await challengeOf(prefix, shown)) - others, Q);
  return branches.map(({ r }, at) =>
    at === known ? answered(challenge, w - r * challenge) : answered(drawn[at].c, drawn[at].response),
  );
}

function simulated({ r, away }, { c, response }, key) {
  const e = mod(response + r * c, Q);
  return [generator.to(e), times(key.to(e), generator.to(mod(away * c, Q)))];
}

/**
 * @param {string} prefix
 * @param {{alpha: bigint, beta: bigint, value: number}[]} branches ciphertexts and the value each may hide
 * @param {Proof[]} proofs as many
 * @param {FixedBase} key y
 * @returns {Promise<boolean>} whether the challenges add up to H(prefix, A₀, B₀, A₁, B₁, …)
 * @throws {Refused} number/…
 */
export async function isOneOf(prefix, branches, proofs, key) {
  if (proofs.length !== branches.length) return false;
  const read = proofs.map(numbersOf);
  const shown = branches.flatMap((branch, at) => recomputed(branch, read[at], key));
  const sum = read.reduce((total, { challenge }) => total + challenge, 0n);
  return (await challengeOf(prefix, shown)) === mod(sum, Q);
}

function recomputed({ alpha, beta, value }, { challenge, response }, key) {
  const rest = times(beta, inverse(power(G, BigInt(value))));
  return [
    times(generator.to(response), power(alpha, challenge)),
    times(key.to(response), power(rest, challenge)),
  ];
}

/**
 * Both numbers of a proof, range-checked.
 * @param {Proof} proof
 * @returns {{challenge: bigint, response: bigint}}
 * @throws {Refused} number/…
 */
function numbersOf(proof) {
  return { challenge: parseBelow(proof?.challenge, Q), response: parseBelow(proof?.response, Q) };
}

function answered(challenge, response) {
  return { challenge: String(challenge), response: String(mod(response, Q)) };
}
