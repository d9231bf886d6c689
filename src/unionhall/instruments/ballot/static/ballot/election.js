// What the booth must know of an election, read from the very bytes that the archive keeps.
import { hasFields, parseExact, textOf } from "./exact.js";
import { fixedBase } from "./fixed_base.js";
import { GROUP, parseElement } from "./group.js";
import { base64Compact } from "./hashing.js";
import { demand } from "./refusals.js";

/**
 * @typedef {{answers: string[], blank: boolean, min: number, max: number, question: string}} Question
 * @typedef {object} Election
 * @property {string} uuid
 * @property {string} fingerprint φ: Base64Compact of the bytes
 * @property {string} name
 * @property {string} description
 * @property {Question[]} questions
 * @property {import("./fixed_base.js").FixedBase} key y
 */

const FIELDS =
  "version description name group public_key questions uuid administrator? credential_authority?";

/**
 * @param {Uint8Array|string} said the election as archived, never written again
 * @returns {Promise<Election>}
 * @throws {Refused} election/…, number/…
 */
export async function readElection(said) {
  const text = textOf(said, "election", "election-unreadable");
  const election = parseExact(text, "election", "election-unreadable");
  demand(election?.version === 1, "election", "election-version");
  demand(election.group === GROUP, "election", "election-group");
  demand(hasFields(election, FIELDS) && isNamed(election), "election", "election-unreadable");
  const { name, description, questions, uuid, public_key: key } = election;
  return {
    uuid,
    name,
    description,
    fingerprint: await base64Compact(said),
    questions: readQuestions(questions),
    key: fixedBase(parseElement(key, "election", "election-key")),
  };
}

/**
 * How many choices a question has, the blank one included.
 * @param {Question} question
 * @returns {number}
 */
export function choicesOf(question) {
  return question.answers.length + (question.blank ? 1 : 0);
}

function isNamed({ name, description, uuid }) {
  const texts = [name, description, uuid];
  return texts.every((text) => typeof text === "string") && /^[1-9A-HJ-NP-Za-km-z]{14,}$/.test(uuid);
}

function readQuestions(questions) {
  demand(Array.isArray(questions) && questions.length > 0, "election", "election-unreadable");
  return questions.map((question, at) => {
    demand(isQuestion(question), "election", "election-unreadable", `question ${at + 1}`);
    return { ...question, blank: question.blank === true };
  });
}

function isQuestion(question) {
  if (!hasFields(question, "answers blank? min max question")) return false;
  const { answers, blank, min, max } = question;
  const areTexts = [...(Array.isArray(answers) ? answers : [0]), question.question].every(
    (text) => typeof text === "string",
  );
  const areCounts = [min, max].every(Number.isInteger) && min >= 0 && min <= max && max <= answers.length;
  return areTexts && areCounts && [undefined, true, false].includes(blank);
}
