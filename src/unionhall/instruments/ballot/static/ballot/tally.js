// The encrypted tally, computed again from all ballots of an archive.
import { readCredentials } from "./credential.js";
import { choicesOf, readElection } from "./election.js";
import { P, parseElement, power, times } from "./group.js";
import { parseBelow } from "./numbers.js";
import { steps } from "./pausing.js";
import { demand } from "./refusals.js";
import { verifyBallot } from "./verify_ballot.js";

const WRITTEN_AS_NUMBER = 1073741823n;

/**
 * @typedef {{alpha: bigint, beta: bigint}} Sum
 * @typedef {object} Tally
 * @property {string} text as the archive writes it
 * @property {Sum[][]} sums one a choice of each question
 * @property {number} numTallied how many voters: the last ballot of each
 * @property {bigint} totalWeight
 */

/**
 * Every ballot is verified wholly, about 0.2 s each for five answers; then the last of each voter is counted.
 * @param {import("./archive.js").Archive} archive
 * @param {{progress?: (done: number, total: number) => void}} [options]
 * @returns {Promise<Tally>}
 * @throws {Refused} tally/credential-not-listed, ballot-repeated, tally-element; what verifyBallot,
 *   readElection and readCredentials refuse
 */
export async function recomputeTally(archive, { progress } = {}) {
  const election = await readElection(archive.election);
  const weights = readCredentials(archive.credentials);
  demand(new Set(archive.ballots).size === archive.ballots.length, "tally", "ballot-repeated");
  const step = steps(archive.ballots.length * election.questions.length, progress);
  const counted = new Map();
  for (const [at, text] of archive.ballots.entries()) {
    const ballot = await verifyBallot(election, text, { step });
    demand(weights.has(ballot.credential), "tally", "credential-not-listed", `ballot ${at + 1}`);
    counted.set(ballot.credential, ballot);
  }
  const votes = [...counted].map(([credential, { answers }]) => ({
    answers,
    weight: weights.get(credential),
  }));
  return summed(election, votes);
}

/**
 * Compare a tally with the one that the archive records (§5: the tool believes it).
 * @param {Tally} tally
 * @param {import("./archive.js").Archive["tally"]} recorded
 * @throws {Refused} tally/tally-differs
 */
export function compareTally({ text, numTallied, totalWeight }, recorded) {
  const isSame =
    recorded?.text === text &&
    recorded.num_tallied === numTallied &&
    recorded.total_weight === writtenWeight(totalWeight);
  demand(isSame, "tally", "tally-differs");
}

/**
 * @param {bigint} weight
 * @returns {number|string} as JSON has it: a number up to 1073741823, a string above
 */
function writtenWeight(weight) {
  return weight <= WRITTEN_AS_NUMBER ? Number(weight) : String(weight);
}

function summed(election, votes) {
  const sums = election.questions.map((question, at) =>
    Array.from({ length: choicesOf(question) }, (_, choice) => sumOf(votes, at, choice)),
  );
  const written = sums.map((row) =>
    row.map(({ alpha, beta }) => ({ alpha: String(alpha), beta: String(beta) })),
  );
  for (const { alpha } of written.flat()) parseElement(alpha, "tally", "tally-element");
  return {
    sums,
    text: JSON.stringify(written),
    numTallied: votes.length,
    totalWeight: votes.reduce((sum, { weight }) => sum + weight, 0n),
  };
}

function sumOf(votes, at, choice) {
  const add = (sum, { answers, weight }) => {
    const { alpha, beta } = answers[at].choices[choice];
    return {
      alpha: times(sum.alpha, weighted(parseBelow(alpha, P), weight)),
      beta: times(sum.beta, weighted(parseBelow(beta, P), weight)),
    };
  };
  return votes.reduce(add, { alpha: 1n, beta: 1n });
}

function weighted(element, weight) {
  return weight === 1n ? element : power(element, weight);
}
