// What the booth refuses, by a code that the page turns into words. No text here is meant for voters.

/**
 * The codes by the kind of refusal. The page must have words for every one.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const CODES = Object.freeze({
  browser: Object.freeze(["connection-not-secure", "browser-too-old"]),
  number: Object.freeze(["not-a-number", "out-of-range", "randomness-used-up"]),
  credential: Object.freeze([
    "credential-length",
    "credential-letters",
    "credential-check-digit",
    "credential-not-listed",
  ]),
  election: Object.freeze(["election-unreadable", "election-version", "election-group", "election-key"]),
  choice: Object.freeze(["choices-shape", "too-few-choices", "too-many-choices", "blank-with-choices"]),
  ballot: Object.freeze([
    "ballot-unreadable",
    "ballot-other-election",
    "ballot-shape",
    "ballot-element",
    "ballot-signature",
    "ballot-proof",
    "ballot-not-as-opened",
  ]),
  archive: Object.freeze([
    "archive-header",
    "archive-record",
    "archive-hash",
    "archive-chain",
    "archive-order",
    "archive-content",
  ]),
  tally: Object.freeze(["credential-not-listed", "ballot-repeated", "tally-differs", "tally-element"]),
  trustee: Object.freeze([
    "key-unreadable",
    "key-proof",
    "key-not-in-election",
    "election-key-differs",
    "ballots-still-open",
    "too-few-ballots",
    "decrypted-before",
  ]),
  threshold: Object.freeze([
    "threshold-range",
    "certificate",
    "polynomial",
    "message-unreadable",
    "message-other-setup",
    "share-differs",
    "share-missing",
  ]),
  authority: Object.freeze(["count-range", "weight-range", "names-differ"]),
});

/** Something that was refused: `kind` is a key of CODES, `code` one of its codes, `where` a place for reports. */
export class Refused extends Error {
  /**
   * @param {string} kind a key of CODES
   * @param {string} code one of CODES[kind]
   * @param {string} [where] which question, record or trustee; never secret, never shown as it is
   */
  constructor(kind, code, where = "") {
    super(where ? `${kind}/${code} ${where}` : `${kind}/${code}`);
    this.name = "Refused";
    this.kind = kind;
    this.code = code;
    this.where = where;
  }
}

/**
 * Go on only if something holds.
 * @param {unknown} holds
 * @param {string} kind
 * @param {string} code
 * @param {string} [where]
 * @throws {Refused}
 */
export function demand(holds, kind, code, where) {
  if (!holds) throw new Refused(kind, code, where);
}
