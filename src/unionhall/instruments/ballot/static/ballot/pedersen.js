// The public part of a threshold key (Pedersen): any t of n trustees decrypt, fewer learn nothing.
import { hasFields, isList, parseExact } from "./exact.js";
import { P, parseElement, power, product } from "./group.js";
import { checkPublicKey } from "./keys.js";
import { demand } from "./refusals.js";
import { isSigned } from "./signing.js";

/**
 * @typedef {import("./signing.js").Signed} Signed
 * @typedef {{threshold: number, certs: Signed[], coefexps: Signed[],
 *   verification_keys: import("./keys.js").PublicKey[]}} Pedersen as archived
 * @typedef {{verification: bigint, encryption: bigint}} Certificate the keys to check signatures and to seal
 */

/**
 * @param {any} pedersen
 * @returns {Promise<{owners: bigint[], key: bigint}>} the verification keys, and the share in the election's key
 * @throws {Refused} threshold/threshold-range, certificate, polynomial, share-differs; trustee/key-proof;
 *   number/…
 */
export async function checkPedersen(pedersen) {
  const fields = "threshold certs coefexps verification_keys";
  demand(hasFields(pedersen, fields), "archive", "archive-content", "trustees");
  const { threshold, certs, coefexps, verification_keys: keys } = pedersen;
  const signers = await readCertificates(threshold, certs);
  const polynomials = await readPolynomials(threshold, signers, coefexps);
  demand(isList(keys, certs.length), "threshold", "share-differs");
  const owners = [];
  for (const [at, key] of keys.entries()) {
    const element = await checkPublicKey(key);
    demand(element === shareKey(polynomials, at + 1), "threshold", "share-differs", `trustee ${at + 1}`);
    owners.push(element);
  }
  return { owners, key: product(polynomials.map(([first]) => first)) };
}

/**
 * @param {any} threshold t
 * @param {any} certificates one a trustee, in the order that numbers them
 * @returns {Promise<Certificate[]>}
 * @throws {Refused} threshold/threshold-range, certificate; number/…
 */
export async function readCertificates(threshold, certificates) {
  const count = Array.isArray(certificates) ? certificates.length : 0;
  const isRange = Number.isInteger(threshold) && threshold >= 1 && threshold <= count;
  demand(isRange, "threshold", "threshold-range");
  const read = [];
  for (const [at, certificate] of certificates.entries()) {
    const where = `trustee ${at + 1}`;
    demand(typeof certificate?.message === "string", "threshold", "certificate", where);
    const keys = parseExact(certificate.message, "threshold", "certificate");
    demand(hasFields(keys, "verification encryption"), "threshold", "certificate", where);
    const verification = parseElement(keys.verification, "threshold", "certificate");
    const encryption = parseElement(keys.encryption, "threshold", "certificate");
    demand(await isSigned(certificate, verification), "threshold", "certificate", where);
    read.push({ verification, encryption });
  }
  const distinct = new Set(read.map(({ verification }) => verification));
  demand(distinct.size === count, "threshold", "certificate", "twice");
  return read;
}

/**
 * @param {number} threshold t
 * @param {Certificate[]} signers
 * @param {any} coefexps each signed by its trustee: t elements g^(coefficient)
 * @returns {Promise<bigint[][]>} A_ik by trustee and degree
 * @throws {Refused} threshold/polynomial, number/…
 */
export async function readPolynomials(threshold, signers, coefexps) {
  demand(isList(coefexps, signers.length), "threshold", "polynomial");
  const read = [];
  for (const [at, signed] of coefexps.entries()) {
    const where = `trustee ${at + 1}`;
    demand(await isSigned(signed, signers[at].verification), "threshold", "polynomial", where);
    const said = parseExact(signed.message, "threshold", "polynomial");
    demand(
      hasFields(said, "coefexps") && isList(said.coefexps, threshold),
      "threshold",
      "polynomial",
      where,
    );
    read.push(said.coefexps.map((text) => parseElement(text, "threshold", "polynomial")));
  }
  return read;
}

/**
 * g to what trustee j's share must be: Πᵢ Πₖ A_ik^(jᵏ).
 * @param {bigint[][]} polynomials A_ik
 * @param {number} j from 1
 * @returns {bigint}
 */
export function shareKey(polynomials, j) {
  return product(polynomials.map((polynomial) => valueKey(polynomial, j)));
}

/**
 * g to the value of one polynomial at j, by Horner's rule in the exponent.
 * @param {bigint[]} polynomial A_k
 * @param {number} j from 1
 * @returns {bigint}
 */
export function valueKey(polynomial, j) {
  return polynomial.reduceRight((sum, next) => (power(sum, BigInt(j)) * next) % P, 1n);
}
