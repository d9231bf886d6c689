// A voter's ballot: the choices encrypted, with proofs that they are allowed ones, signed with the credential.
import { publicOf } from "./credential.js";
import { choicesOf } from "./election.js";
import { generator } from "./fixed_base.js";
import { Q, times } from "./group.js";
import { base64Compact, bytesOf } from "./hashing.js";
import { mod, secureRandom } from "./numbers.js";
import { steps } from "./pausing.js";
import { proveKnowledge, proveOneOf } from "./proofs.js";
import { Refused, demand } from "./refusals.js";
import { bothProofs, contexts } from "./statements.js";

/**
 * What opens a ballot that is not cast: keep it in memory only, and forget it when the ballot is cast, since
 * it shows how somebody voted.
 * @typedef {{tracker: string, choices: number[][], randomness: string[][]}} Opening
 * @typedef {{bytes: Uint8Array, tracker: string, opening: Opening}} Ballot
 * @typedef {import("./election.js").Election} Election
 */

/**
 * @param {Election} election
 * @param {bigint} secret of the credential (secretOf)
 * @param {number[][]} choices 0 or 1 for each choice of each question; the blank one, where there is one, first
 * @param {{random?: import("./numbers.js").RandomSource, progress?: (done: number, total: number) => void}}
 *   [options] `random` draws, per question, all r; per choice the false branch and w; the blank proof, the
 *   overall proof; at the end the signature's w
 * @returns {Promise<Ballot>} `bytes` are exactly what is cast and archived
 * @throws {Refused} choice/…
 */
export async function makeBallot(election, secret, choices, { random = secureRandom, progress } = {}) {
  checkChoices(election, choices);
  const step = steps(election.questions.reduce((sum, each) => sum + choicesOf(each) + 1, 1), progress);
  const credential = String(publicOf(secret));
  const made = [];
  for (const [at, question] of election.questions.entries()) {
    made.push(await answer(election, credential, question, choices[at], random, step));
  }
  const unsigned = {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential,
    answers: made.map((each) => each.answer),
  };
  const hash = await base64Compact(JSON.stringify(unsigned));
  const proof = await proveKnowledge(`sig|${hash}|`, secret, random);
  const bytes = bytesOf(JSON.stringify({ ...unsigned, signature: { hash, proof } }));
  const tracker = await base64Compact(bytes);
  await step();
  return { bytes, tracker, opening: { tracker, choices, randomness: made.map((each) => each.randomness) } };
}

/**
 * Whether choices follow their questions' rules; the page may ask before it makes a ballot.
 * @param {Election} election
 * @param {number[][]} choices
 * @throws {Refused} choice/choices-shape, too-few-choices, too-many-choices, blank-with-choices
 */
export function checkChoices({ questions }, choices) {
  demand(Array.isArray(choices) && choices.length === questions.length, "choice", "choices-shape");
  questions.forEach((question, at) => checkAnswer(question, choices[at], `question ${at + 1}`));
}

function checkAnswer(question, chosen, where) {
  const isShaped = Array.isArray(chosen) && chosen.length === choicesOf(question);
  demand(isShaped && chosen.every((each) => each === 0 || each === 1), "choice", "choices-shape", where);
  const sum = chosen.slice(question.blank ? 1 : 0).reduce((total, each) => total + each, 0);
  if (question.blank && chosen[0]) {
    if (sum > 0) throw new Refused("choice", "blank-with-choices", where);
    return;
  }
  demand(sum >= question.min, "choice", "too-few-choices", where);
  demand(sum <= question.max, "choice", "too-many-choices", where);
}

/**
 * @param {Election} election
 * @param {bigint} r
 * @param {number} value
 * @returns {{alpha: string, beta: string}} gʳ and yʳ·g^value
 */
export function encrypt({ key }, r, value) {
  const beta = times(key.to(r), generator.to(BigInt(value)));
  return { alpha: String(generator.to(r)), beta: String(beta) };
}

async function answer(election, credential, question, chosen, random, step) {
  const rs = chosen.map(() => random.below(Q));
  const choices = chosen.map((value, at) => encrypt(election, rs[at], value));
  const { ofChoice, ofAll } = contexts(election, credential, choices);
  const individual = [];
  for (const [at, value] of chosen.entries()) {
    const branches = [0, 1].map((other) => ({ r: rs[at], away: BigInt(value - other) }));
    individual.push(await proveOneOf(ofChoice(at), branches, election.key, random));
    await step();
  }
  const proved = {};
  for (const { name, prefix, branches } of bothProofs(question, choices, ofAll)) {
    const known = branches.map((branch) => secretly(branch, rs, chosen));
    proved[name] = await proveOneOf(prefix, known, election.key, random);
  }
  await step();
  const { overall_proof, blank_proof } = proved;
  const whole = { choices, individual_proofs: individual, overall_proof };
  return { answer: blank_proof ? { ...whole, blank_proof } : whole, randomness: rs.map(String) };
}

function secretly({ members, value }, rs, chosen) {
  const r = members.reduce((sum, at) => sum + rs[at], 0n);
  const sum = members.reduce((total, at) => total + chosen[at], 0);
  return { r: mod(r, Q), away: BigInt(sum - value) };
}
