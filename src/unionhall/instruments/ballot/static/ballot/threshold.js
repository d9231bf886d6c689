// Making a threshold key, step by step with the others. Each trustee keeps one short seed, then one share.
import { randomLetters, LETTERS } from "./credential.js";
import { isList } from "./exact.js";
import { generator } from "./fixed_base.js";
import { Q } from "./group.js";
import { sha256, sha256Hex } from "./hashing.js";
import { publicKeyOf } from "./keys.js";
import { seal, unseal } from "./letters.js";
import { fromBytes, mod, parseBelow, secureRandom } from "./numbers.js";
import { checkPedersen, readCertificates, readPolynomials, shareKey, valueKey } from "./pedersen.js";
import { demand } from "./refusals.js";
import { sign } from "./signing.js";

const SEED = 22;

/**
 * @typedef {import("./signing.js").Signed} Signed
 * @typedef {import("./numbers.js").RandomSource} RandomSource
 * @typedef {{threshold: number, certificates: Signed[]}} Circle t, and the certificates in the agreed order
 */

/**
 * Step 1: a seed to keep, a certificate to publish.
 * @param {{random?: RandomSource}} [options]
 * @returns {Promise<{seed: string, certificate: Signed}>} `seed`: 22 letters
 */
export async function makeCertificate({ random = secureRandom } = {}) {
  const seed = randomLetters(SEED, random);
  const { signing, decryption } = await secretsOf(seed);
  const [verification, encryption] = [signing, decryption].map((key) => String(generator.to(key)));
  return { seed, certificate: await sign({ verification, encryption }, signing, random) };
}

/**
 * What names a circle. Whoever carries the certificates could exchange them, so the trustees read its first
 * letters to each other, over the telephone or at a table, before they deal.
 * @param {Circle} circle
 * @returns {Promise<string>} 64 hexadecimal digits
 */
export async function setupOf({ threshold, certificates }) {
  return sha256Hex(JSON.stringify([threshold, certificates]));
}

/**
 * Step 2, when every certificate is there: a polynomial of degree t − 1, of which each trustee gets the value
 * at their number in a sealed letter, oneself too. Nothing but the letters and g^(coefficient) is kept.
 * @param {Circle & {seed: string, random?: RandomSource}} given
 * @returns {Promise<{coefexps: Signed, letters: import("./letters.js").Letter[]}>} letters[j − 1] is for j
 * @throws {Refused} threshold/threshold-range, certificate; trustee/key-not-in-election
 */
export async function dealShares({ seed, threshold, certificates, random = secureRandom }) {
  const own = await secretsOf(seed);
  const { sender, setup, signers } = await seated(own, threshold, certificates);
  const polynomial = Array.from({ length: threshold }, () => random.below(Q));
  const coefexps = polynomial.map((coefficient) => String(generator.to(coefficient)));
  const letters = [];
  for (const [at, { encryption }] of signers.entries()) {
    const head = { setup, sender, recipient: at + 1 };
    const share = String(valueAt(polynomial, at + 1));
    letters.push(await seal(head, share, { encryption, signing: own.signing, random }));
  }
  return { coefexps: await sign({ coefexps }, own.signing, random), letters };
}

/**
 * Step 3, when all have dealt: open one's letters, check each value against what its sender published, add up.
 * @param {Circle & {seed: string, coefexps: Signed[], letters: import("./letters.js").Letter[],
 *   random?: RandomSource}} given `letters[i − 1]` is the one from i to oneself
 * @returns {Promise<{secret: string, verificationKey: import("./keys.js").PublicKey}>} `secret` is the file to
 *   keep; decrypt() takes it as it takes a single trustee's
 * @throws {Refused} threshold/…, trustee/key-not-in-election
 */
export async function collectShare({
  seed,
  threshold,
  certificates,
  coefexps,
  letters,
  random = secureRandom,
}) {
  const own = await secretsOf(seed);
  const { sender: me, setup, signers } = await seated(own, threshold, certificates);
  const polynomials = await readPolynomials(threshold, signers, coefexps);
  demand(isList(letters, signers.length), "threshold", "share-missing");
  let sum = 0n;
  for (const [at, { verification }] of signers.entries()) {
    demand(letters[at], "threshold", "share-missing", `trustee ${at + 1}`);
    const head = { setup, sender: at + 1, recipient: me };
    const text = await unseal(letters[at], head, { verification, decryption: own.decryption });
    const share = parseBelow(text, Q);
    const isRight = generator.to(share) === valueKey(polynomials[at], me);
    demand(isRight, "threshold", "share-differs", `trustee ${at + 1}`);
    sum += share;
  }
  const secret = mod(sum, Q);
  demand(generator.to(secret) === shareKey(polynomials, me), "threshold", "share-differs");
  return { secret: JSON.stringify(String(secret)), verificationKey: await publicKeyOf(secret, random) };
}

/**
 * Step 4, by anybody: the record of the archive, checked.
 * @param {Circle & {coefexps: Signed[], verificationKeys: import("./keys.js").PublicKey[]}} given
 * @returns {Promise<import("./pedersen.js").Pedersen>}
 * @throws {Refused} threshold/…, trustee/key-proof, number/…
 */
export async function joinThreshold({ threshold, certificates, coefexps, verificationKeys }) {
  const pedersen = { threshold, certs: certificates, coefexps, verification_keys: verificationKeys };
  await checkPedersen(pedersen);
  return pedersen;
}

/**
 * @param {string} seed
 * @returns {Promise<{signing: bigint, decryption: bigint}>}
 * @throws {Refused} trustee/key-unreadable
 */
export async function secretsOf(seed) {
  const isSeed = seed.length === SEED && [...seed].every((letter) => LETTERS.includes(letter));
  demand(isSeed, "trustee", "key-unreadable");
  const [signing, decryption] = [await sha256(`sk|${seed}`), await sha256(`dk|${seed}`)];
  return { signing: fromBytes(signing) % Q, decryption: fromBytes(decryption) % Q };
}

async function seated({ signing, decryption }, threshold, certificates) {
  const signers = await readCertificates(threshold, certificates);
  const mine = generator.to(signing);
  const at = signers.findIndex(({ verification }) => verification === mine);
  const isMine = at >= 0 && signers[at].encryption === generator.to(decryption);
  demand(isMine, "trustee", "key-not-in-election");
  return { sender: at + 1, setup: await setupOf({ threshold, certificates }), signers };
}

function valueAt(polynomial, j) {
  return mod(
    polynomial.reduceRight((sum, coefficient) => sum * BigInt(j) + coefficient, 0n),
    Q,
  );
}
