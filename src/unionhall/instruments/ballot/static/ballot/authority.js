// The credential authority: makes all credentials in its own browser. The server gets the public list only.
import { makeCredential, publicOf, secretOf } from "./credential.js";
import { secureRandom } from "./numbers.js";
import { steps } from "./pausing.js";
import { demand } from "./refusals.js";

const MOST = 100_000;
const HEAVIEST = 1073741823;

/**
 * @typedef {{name: string, weight?: number}} Voter `name` is whatever the authority hands letters out by
 * @typedef {{name: string, credential: string, weight: number}} Line of the private list
 */

/**
 * @param {string} uuid of the election
 * @param {Voter[]} voters a weight is a whole number from 1 to 1073741823; without any, all weigh 1
 * @param {{random?: import("./numbers.js").RandomSource, progress?: (done: number, total: number) => void}}
 *   [options]
 * @returns {Promise<{publicList: string, lines: Line[]}>} `publicList` is the text to archive, ascending as
 *   numbers, so that it does not show the voters' order; `lines` are in the voters' order
 * @throws {Refused} authority/count-range, weight-range, names-differ
 */
export async function makeCredentials(uuid, voters, { random = secureRandom, progress } = {}) {
  demand(voters.length >= 1 && voters.length <= MOST, "authority", "count-range");
  demand(new Set(voters.map(({ name }) => name)).size === voters.length, "authority", "names-differ");
  for (const { weight = 1 } of voters) {
    const isRight = Number.isInteger(weight) && weight >= 1 && weight <= HEAVIEST;
    demand(isRight, "authority", "weight-range");
  }
  const step = steps(voters.length, progress);
  const [lines, listed] = [[], []];
  for (const { name, weight = 1 } of voters) {
    const credential = makeCredential(random);
    lines.push({ name, credential, weight });
    listed.push({ number: publicOf(await secretOf(credential, uuid)), weight });
    await step();
  }
  return { publicList: publicList(listed), lines };
}

/**
 * The private list as CSV, for a mail merge on the authority's own machine. It must be destroyed afterwards.
 * @param {Line[]} lines
 * @returns {string} RFC 4180 with a heading; cells that a spreadsheet would compute are made text
 */
export function forMailMerge(lines) {
  const rows = lines.map(({ name, credential, weight }) => [name, credential, String(weight)]);
  return [["name", "credential", "weight"], ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * The private list as plain text, a slip a voter, for printing and cutting.
 * @param {Line[]} lines
 * @returns {string} name and credential on a line each, an empty line after
 */
export function forPrint(lines) {
  return lines.map(({ name, credential }) => `${name}\n${credential}\n\n`).join("");
}

function publicList(listed) {
  const areWeighted = listed.some(({ weight }) => weight !== 1);
  const sorted = [...listed].sort((left, right) => (left.number < right.number ? -1 : 1));
  return JSON.stringify(
    sorted.map(({ number, weight }) => (areWeighted ? `${number},${weight}` : `${number}`)),
  );
}

function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
