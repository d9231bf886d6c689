// A trustee's key: made in the trustee's browser, of which only the public half leaves it.
import { hasFields } from "./exact.js";
import { generator } from "./fixed_base.js";
import { GROUP, Q, parseElement } from "./group.js";
import { parseBelow, secureRandom } from "./numbers.js";
import { isKnown, proveKnowledge } from "./proofs.js";
import { Refused, demand } from "./refusals.js";

/**
 * @typedef {{pok: import("./proofs.js").Proof, public_key: string}} PublicKey as archived
 * @typedef {{secret: string, publicKey: PublicKey}} TrusteeKey `secret` is the text of the file to keep:
 *   a JSON string of the decimal, as belenios-tool writes its `.privkey`
 */

/**
 * @param {{random?: import("./numbers.js").RandomSource}} [options] draws the secret, then the proof's w
 * @returns {Promise<TrusteeKey>}
 */
export async function makeKey({ random = secureRandom } = {}) {
  const secret = random.below(Q);
  return { secret: JSON.stringify(String(secret)), publicKey: await publicKeyOf(secret, random) };
}

/**
 * @param {bigint} secret
 * @param {import("./numbers.js").RandomSource} random
 * @returns {Promise<PublicKey>}
 */
export async function publicKeyOf(secret, random) {
  const key = String(generator.to(secret));
  return { pok: await proveKnowledge(`pok|${GROUP}|${key}|`, secret, random), public_key: key };
}

/**
 * @param {any} publicKey
 * @returns {Promise<bigint>} the element, its proof checked
 * @throws {Refused} trustee/key-proof, number/…
 */
export async function checkPublicKey(publicKey) {
  demand(hasFields(publicKey, "pok public_key"), "trustee", "key-proof");
  demand(hasFields(publicKey.pok, "challenge response"), "trustee", "key-proof");
  const element = parseElement(publicKey.public_key, "trustee", "key-proof");
  const prefix = `pok|${GROUP}|${publicKey.public_key}|`;
  demand(element !== 1n && (await isKnown(prefix, element, publicKey.pok)), "trustee", "key-proof");
  return element;
}

/**
 * @param {string} file what makeKey or collectShare gave the trustee to keep
 * @returns {bigint}
 * @throws {Refused} trustee/key-unreadable
 */
export function readSecret(file) {
  try {
    return parseBelow(JSON.parse(file), Q);
  } catch {
    throw new Refused("trustee", "key-unreadable");
  }
}
