// One trustee's partial decryption of a tally. Only trustee.js calls it, after all its checks.
import { generator } from "./fixed_base.js";
import { power } from "./group.js";
import { proveFactor } from "./proofs.js";

/**
 * @param {import("./tally.js").Sum[][]} sums
 * @param {bigint} secret
 * @param {string} fingerprint of the election
 * @param {import("./numbers.js").RandomSource} random one w is drawn a choice, in order
 * @returns {Promise<string>} the record to archive: α^secret for each choice, and a proof of each
 */
export async function factorsOf(sums, secret, fingerprint, random) {
  const prefix = `decrypt|${fingerprint}|${generator.to(secret)}|`;
  const [factors, proofs] = [[], []];
  for (const row of sums) {
    factors.push(row.map(({ alpha }) => String(power(alpha, secret))));
    const made = [];
    for (const { alpha } of row) made.push(await proveFactor(prefix, alpha, secret, random));
    proofs.push(made);
  }
  return JSON.stringify({ decryption_factors: factors, decryption_proofs: proofs });
}
