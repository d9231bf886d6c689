// What threshold trustees sign: their certificates, polynomials and letters.
import { hasFields } from "./exact.js";
import { isKnown, proveKnowledge } from "./proofs.js";

/**
 * @typedef {{message: string, signature: import("./proofs.js").Proof}} Signed
 */

/**
 * @param {object} said
 * @param {bigint} secret the trustee's signing key
 * @param {import("./numbers.js").RandomSource} random one number is drawn
 * @returns {Promise<Signed>} `message` is the compact JSON
 */
export async function sign(said, secret, random) {
  const message = JSON.stringify(said);
  return { message, signature: await proveKnowledge(`sigmsg|${message}|`, secret, random) };
}

/**
 * @param {any} signed
 * @param {bigint} key gˢ of the signer, in the group
 * @returns {Promise<boolean>}
 * @throws {Refused} number/…
 */
export async function isSigned(signed, key) {
  if (!hasFields(signed, "message signature") || typeof signed.message !== "string") return false;
  if (!hasFields(signed.signature, "challenge response")) return false;
  return isKnown(`sigmsg|${signed.message}|`, key, signed.signature);
}
