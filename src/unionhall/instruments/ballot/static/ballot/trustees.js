// The trustees of an election, and whether its key is really theirs.
import { hasFields, parseExact } from "./exact.js";
import { product } from "./group.js";
import { checkPublicKey } from "./keys.js";
import { checkPedersen } from "./pedersen.js";
import { demand } from "./refusals.js";

/**
 * @typedef {["Single", import("./keys.js").PublicKey] | ["Pedersen", import("./pedersen.js").Pedersen]} Trustee
 * @typedef {{owners: bigint[], key: bigint}} Trustees `owners` are the keys that decrypt, in the archive's
 *   order with threshold trustees one by one: number i of the archive is owners[i − 1]
 */

/**
 * Every proof, certificate and polynomial of the trustees, checked.
 * @param {string} text as archived
 * @returns {Promise<Trustees>} `key` is what the election's public key must be
 * @throws {Refused} archive/archive-content, trustee/key-proof, threshold/…, number/…
 */
export async function readTrustees(text) {
  const trustees = parseExact(text, "archive", "archive-content");
  demand(Array.isArray(trustees) && trustees.length > 0, "archive", "archive-content", "trustees");
  const read = [];
  for (const trustee of trustees) {
    demand(Array.isArray(trustee) && trustee.length === 2, "archive", "archive-content", "trustees");
    read.push(await readTrustee(trustee));
  }
  return { owners: read.flatMap(({ owners }) => owners), key: product(read.map(({ key }) => key)) };
}

async function readTrustee([kind, trustee]) {
  if (kind === "Pedersen") return checkPedersen(trustee);
  demand(kind === "Single" && hasFields(trustee, "pok public_key"), "archive", "archive-content", "trustees");
  const key = await checkPublicKey(trustee);
  return { owners: [key], key };
}
