// An election's archive, read record by record; nothing of it is believed before its hashes agree.
import { parseExact, hasFields, textOf } from "./exact.js";
import { sha256Hex } from "./hashing.js";
import { isHeader, sizeIn, nameIn } from "./records.js";
import { Refused, demand } from "./refusals.js";

const BLOCK = 512;

/**
 * @typedef {object} Archive
 * @property {string} election the election's text as archived
 * @property {string} trustees
 * @property {string} credentials
 * @property {string[]} ballots in the order of casting
 * @property {boolean} isEnded whether EndBallots is there
 * @property {{text: string, num_tallied: number, total_weight: number|string}|null} tally as recorded
 * @property {{owner: number, text: string}[]} decryptions
 * @property {string|null} result the text of the last record
 * @property {string} lastEvent hash of the last event: what voters and observers keep
 * @property {string[]} events the hash of each, in order
 */

/**
 * How many data records stand before an event, and which events may come before it.
 * @type {Record<string, {count: number, after: string[]}>}
 */
const EVENTS = {
  Setup: { count: 4, after: [""] },
  Ballot: { count: 1, after: ["Setup", "Ballot"] },
  EndBallots: { count: 0, after: ["Setup", "Ballot"] },
  EncryptedTally: { count: 2, after: ["EndBallots"] },
  PartialDecryption: { count: 2, after: ["EncryptedTally", "PartialDecryption"] },
  Result: { count: 1, after: ["PartialDecryption"] },
};

/**
 * Read a `.bel` of the grammar of §4; it may stop after any event.
 * @param {Uint8Array} bytes
 * @returns {Promise<Archive>}
 * @throws {Refused} archive/archive-header, archive-record, archive-hash, archive-chain, archive-order,
 *   archive-content; `where` is `record 3` or `event 2`
 */
export async function readArchive(bytes) {
  const archive = { ballots: [], isEnded: false, tally: null, decryptions: [], result: null, events: [] };
  let waiting = [];
  let last = { type: "", hash: "" };
  for (const { name, body, at } of recordsOf(bytes)) {
    const [hash, kind] = [name.slice(0, 64), name.slice(64)];
    demand((await sha256Hex(body)) === hash, "archive", "archive-hash", `record ${at}`);
    const text = textOf(body, "archive", "archive-record");
    if (kind === ".data.json") {
      waiting.push({ hash, text });
    } else {
      last = { type: linked(text, hash, last, waiting, archive.events.length), hash };
      archive.events.push(hash);
      take[last.type](archive, waiting);
      waiting = [];
    }
  }
  demand(waiting.length === 0 && last.type, "archive", "archive-order", "end");
  return { ...archive, lastEvent: last.hash };
}

function recordsOf(bytes) {
  const found = [];
  let modified = null;
  for (let offset = 0, at = 0; offset < bytes.length; at += 1) {
    const header = bytes.subarray(offset, offset + BLOCK);
    const [name, size] = [nameIn(header), sizeIn(header)];
    const end = offset + BLOCK + size;
    const next = offset + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    demand(Number.isInteger(size) && next <= bytes.length, "archive", "archive-record", `record ${at}`);
    const body = bytes.subarray(offset + BLOCK, end);
    modified ??= beginning(name, body);
    const isPadded = bytes.subarray(end, next).every((byte) => byte === 0);
    const isNamed = at === 0 || /^[0-9a-f]{64}\.(data|event)\.json$/.test(name);
    demand(isPadded && isNamed, "archive", "archive-record", `record ${at}`);
    demand(isHeader(header, name, size, modified), "archive", "archive-record", `record ${at}`);
    if (at > 0) found.push({ name, body, at });
    offset = next;
  }
  return found;
}

function beginning(name, body) {
  demand(name === "BELENIOS", "archive", "archive-header");
  const header = parseExact(textOf(body, "archive", "archive-header"), "archive", "archive-header");
  demand(hasFields(header, "version timestamp") && header.version === 1, "archive", "archive-header");
  demand(/^(0|[1-9][0-9]{0,10})$/.test(header.timestamp), "archive", "archive-header");
  return Number(header.timestamp);
}

function linked(text, hash, last, waiting, height) {
  const where = `event ${height}`;
  const event = parseExact(text, "archive", "archive-chain");
  const rule = Object.hasOwn(EVENTS, event?.type) ? EVENTS[event.type] : null;
  demand(rule?.after.includes(last.type), "archive", "archive-order", where);
  demand(waiting.length === rule.count, "archive", "archive-order", where);
  const payload = waiting.at(-1)?.hash;
  const wanted = {
    ...(height > 0 && { parent: last.hash }),
    height,
    type: event.type,
    ...(payload && { payload }),
  };
  demand(JSON.stringify(wanted) === text, "archive", "archive-chain", where);
  return event.type;
}

const take = {
  Setup(archive, [election, trustees, credentials, setup]) {
    const hashes = { election: election.hash, trustees: trustees.hash, credentials: credentials.hash };
    expect(setup.text, hashes);
    Object.assign(archive, {
      election: election.text,
      trustees: trustees.text,
      credentials: credentials.text,
    });
  },
  Ballot(archive, [{ text }]) {
    archive.ballots.push(text);
  },
  EndBallots(archive) {
    archive.isEnded = true;
  },
  EncryptedTally(archive, [{ hash, text }, summary]) {
    const { num_tallied, total_weight } = parseExact(summary.text, "archive", "archive-content") ?? {};
    expect(summary.text, { num_tallied, total_weight, encrypted_tally: hash });
    archive.tally = { text, num_tallied, total_weight };
  },
  PartialDecryption(archive, [{ hash, text }, summary]) {
    const { owner } = parseExact(summary.text, "archive", "archive-content") ?? {};
    expect(summary.text, { owner, payload: hash });
    const isNew = archive.decryptions.every((each) => each.owner !== owner);
    demand(Number.isInteger(owner) && owner > 0 && isNew, "archive", "archive-content", "decryption");
    archive.decryptions.push({ owner, text });
  },
  Result(archive, [{ text }]) {
    archive.result = text;
  },
};

function expect(text, wanted) {
  if (JSON.stringify(wanted) !== text) throw new Refused("archive", "archive-content");
}
