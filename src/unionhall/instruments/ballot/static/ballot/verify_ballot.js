// Checking a ballot: as anybody can, and as only its voter can who opens it instead of casting it.
import { checkChoices, encrypt } from "./ballot.js";
import { choicesOf } from "./election.js";
import { hasFields, isList, parseExact, textOf } from "./exact.js";
import { Q, parseElement } from "./group.js";
import { base64Compact } from "./hashing.js";
import { parseBelow } from "./numbers.js";
import { isKnown, isOneOf } from "./proofs.js";
import { demand } from "./refusals.js";
import { bothProofs, contexts, together } from "./statements.js";

/**
 * @typedef {import("./election.js").Election} Election
 * @typedef {object} ReadBallot
 * @property {string} text
 * @property {string} credential public, decimal
 * @property {{choices: {alpha: string, beta: string}[], individual_proofs: any[], overall_proof: any[],
 *   blank_proof?: any[]}[]} answers
 * @property {{hash: string, proof: import("./proofs.js").Proof}} signature
 */

/**
 * The whole check of §4 and §5: bytes, election, shape, group, signature, every proof.
 * @param {Election} election
 * @param {Uint8Array|string} said
 * @param {{step?: () => Promise<void>}} [options] `step` is awaited after each question
 * @returns {Promise<ReadBallot>}
 * @throws {Refused} ballot/…, number/…
 */
export async function verifyBallot(election, said, { step = async () => {} } = {}) {
  const ballot = readBallot(election, said);
  await checkSignature(ballot);
  for (const at of election.questions.keys()) {
    await checkAnswer(election, ballot, at);
    await step();
  }
  return ballot;
}

/**
 * The cheap part: bytes, election, shape. No power is computed.
 * @param {Election} election
 * @param {Uint8Array|string} said
 * @returns {ReadBallot}
 * @throws {Refused} ballot/ballot-unreadable, ballot-other-election, ballot-shape
 */
function readBallot({ uuid, fingerprint, questions }, said) {
  const text = textOf(said, "ballot", "ballot-unreadable");
  const ballot = parseExact(text, "ballot", "ballot-unreadable");
  const fields = "election_uuid election_hash credential answers signature";
  demand(hasFields(ballot, fields) && hasFields(ballot.signature, "hash proof"), "ballot", "ballot-shape");
  const isOurs = ballot.election_uuid === uuid && ballot.election_hash === fingerprint;
  demand(isOurs, "ballot", "ballot-other-election");
  demand(isList(ballot.answers, questions.length), "ballot", "ballot-shape");
  questions.forEach((question, at) => {
    demand(isAnswer(question, ballot.answers[at]), "ballot", "ballot-shape", `question ${at + 1}`);
  });
  demand(isProof(ballot.signature.proof), "ballot", "ballot-shape");
  return { text, ...ballot };
}

/**
 * @param {ReadBallot} ballot
 * @returns {Promise<void>}
 * @throws {Refused} ballot/ballot-signature, ballot-element (a credential outside the group)
 */
async function checkSignature({ text, credential, signature }) {
  const { signature: _, ...unsigned } = JSON.parse(text);
  const hash = await base64Compact(JSON.stringify(unsigned));
  demand(signature.hash === hash, "ballot", "ballot-signature");
  const element = parseElement(credential, "ballot", "ballot-element");
  demand(element !== 1n, "ballot", "ballot-element");
  demand(await isKnown(`sig|${hash}|`, element, signature.proof), "ballot", "ballot-signature");
}

async function checkAnswer(election, { credential, answers }, at) {
  const where = `question ${at + 1}`;
  const { choices, individual_proofs: individual, ...answer } = answers[at];
  const { ofChoice, ofAll } = contexts(election, credential, choices);
  const elements = choices.map(({ alpha, beta }) => ({
    alpha: parseElement(alpha, "ballot", "ballot-element"),
    beta: parseElement(beta, "ballot", "ballot-element"),
  }));
  for (const [choice, ciphertext] of elements.entries()) {
    const branches = [0, 1].map((value) => ({ ...ciphertext, value }));
    const isRight = await isOneOf(ofChoice(choice), branches, individual[choice], election.key);
    demand(isRight, "ballot", "ballot-proof", where);
  }
  for (const { name, prefix, branches } of bothProofs(election.questions[at], choices, ofAll)) {
    const shown = branches.map(({ members, value }) => ({ ...together(choices, members), value }));
    demand(await isOneOf(prefix, shown, answer[name], election.key), "ballot", "ballot-proof", where);
  }
}

/**
 * Open a ballot instead of casting it: encrypt the choices again and compare. It must not be cast afterwards.
 * @param {Election} election
 * @param {Uint8Array|string} said
 * @param {import("./ballot.js").Opening} opening
 * @returns {Promise<number[][]>} the choices that the ballot really holds
 * @throws {Refused} ballot/ballot-not-as-opened, and all that verifyBallot and checkChoices refuse
 */
export async function openBallot(election, said, { tracker, choices, randomness }) {
  demand((await base64Compact(said)) === tracker, "ballot", "ballot-not-as-opened");
  const ballot = await verifyBallot(election, said);
  checkChoices(election, choices);
  demand(isList(randomness, choices.length), "ballot", "ballot-not-as-opened");
  choices.forEach((chosen, at) => {
    demand(isList(randomness[at], chosen.length), "ballot", "ballot-not-as-opened", `question ${at + 1}`);
    const again = chosen.map((value, choice) =>
      encrypt(election, parseBelow(randomness[at][choice], Q), value),
    );
    const isSame = JSON.stringify(again) === JSON.stringify(ballot.answers[at].choices);
    demand(isSame, "ballot", "ballot-not-as-opened", `question ${at + 1}`);
  });
  return choices;
}

function isAnswer(question, answer) {
  const fields = `choices individual_proofs overall_proof${question.blank ? " blank_proof" : ""}`;
  if (!hasFields(answer, fields)) return false;
  const count = choicesOf(question);
  const range = question.max - question.min + (question.blank ? 2 : 1);
  return (
    isList(answer.choices, count) &&
    answer.choices.every((each) => hasFields(each, "alpha beta")) &&
    isList(answer.individual_proofs, count) &&
    answer.individual_proofs.every((each) => areProofs(each, 2)) &&
    areProofs(answer.overall_proof, range) &&
    (!question.blank || areProofs(answer.blank_proof, 2))
  );
}

function areProofs(proofs, count) {
  return isList(proofs, count) && proofs.every(isProof);
}

function isProof(proof) {
  return hasFields(proof, "challenge response");
}
