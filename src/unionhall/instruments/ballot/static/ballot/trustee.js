// A trustee decrypts: after every check, and one tally of an election only.
import { readArchive } from "./archive.js";
import { factorsOf } from "./decryption.js";
import { readElection } from "./election.js";
import { generator } from "./fixed_base.js";
import { sha256Hex } from "./hashing.js";
import { readSecret } from "./keys.js";
import { secureRandom } from "./numbers.js";
import { onceOnly } from "./once_only.js";
import { demand } from "./refusals.js";
import { compareTally, recomputeTally } from "./tally.js";
import { readTrustees } from "./trustees.js";

/**
 * @typedef {import("./once_only.js").Memory} Memory
 * @typedef {{owner: number, text: string}} Decryption `owner` counts from 1 over the flattened trustees;
 *   `text` is the record to archive
 */

/**
 * 1. Read the whole archive; it must be closed and its tally recorded. 2. Check the trustees, and that the
 * election's key is made of theirs and ours is among them. 3. Verify every ballot and add them up again; the
 * recorded tally must be the same, to the byte, and hold enough voters. 4. Remember the tally. 5. Decrypt.
 *
 * Asked again for the same tally it gives the same text, so a lost answer can be sent once more; for any
 * other tally, of whatever election, the key refuses. Carried to another browser it is not remembered there.
 * @param {Uint8Array} bytes the `.bel`
 * @param {string} file the trustee's secret file
 * @param {{memory: Memory, minimum?: number, random?: import("./numbers.js").RandomSource,
 *   progress?: (done: number, total: number) => void}} options `minimum` voters, 10 unless told; `random`
 *   draws one w a choice
 * @returns {Promise<Decryption>}
 * @throws {Refused} trustee/…, and all that readArchive, readTrustees and recomputeTally refuse
 */
export async function decrypt(bytes, file, { memory, minimum = 10, random = secureRandom, progress }) {
  const secret = readSecret(file);
  const archive = await readArchive(bytes);
  demand(archive.isEnded && archive.tally, "trustee", "ballots-still-open");
  const election = await readElection(archive.election);
  const owner = await placeOf(secret, election, archive.trustees);
  const tally = await recomputeTally(archive, { progress });
  compareTally(tally, archive.tally);
  demand(tally.numTallied >= minimum, "trustee", "too-few-ballots");
  const name = `ballot.decrypted.${await sha256Hex(String(generator.to(secret)))}`;
  const text = await onceOnly(memory, name, await sha256Hex(election.fingerprint + tally.text), {
    isDone: archive.decryptions.some((each) => each.owner === owner),
    make: () => factorsOf(tally.sums, secret, election.fingerprint, random),
  });
  return { owner, text };
}

/**
 * Whether a trustee's key stands in the election as it is published; also to be asked before voting opens.
 * @param {bigint} secret
 * @param {import("./election.js").Election} election
 * @param {string} trustees as archived
 * @returns {Promise<number>} the trustee's number, from 1
 * @throws {Refused} trustee/election-key-differs, key-not-in-election; what readTrustees refuses
 */
export async function placeOf(secret, election, trustees) {
  const { owners, key } = await readTrustees(trustees);
  demand(key === election.key.base, "trustee", "election-key-differs");
  const at = owners.indexOf(generator.to(secret));
  demand(at >= 0, "trustee", "key-not-in-election");
  return at + 1;
}
