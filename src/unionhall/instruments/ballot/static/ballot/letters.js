// Letters between threshold trustees, which no server can open. They are not part of the archive, so they
// are sealed with AES-GCM, which every browser has.
import { hasFields, parseExact } from "./exact.js";
import { generator } from "./fixed_base.js";
import { Q, parseElement, power } from "./group.js";
import { bytesOf, fromBase64, sha256, toBase64 } from "./hashing.js";
import { Refused, demand } from "./refusals.js";
import { isSigned, sign } from "./signing.js";

/**
 * @typedef {import("./signing.js").Signed} Letter its message: setup, sender, recipient, alpha, sealed
 */

const FIELDS = "setup sender recipient alpha sealed";
const IV = new Uint8Array(12); // each key is used for one letter only

/**
 * Seal a text to one trustee: K = Eˢ with a fresh s, AES-256-GCM under SHA-256 of K, signed by the sender.
 * @param {{setup: string, sender: number, recipient: number}} head numbers from 1; `setup` names the round
 * @param {string} text
 * @param {{encryption: bigint, signing: bigint, random: import("./numbers.js").RandomSource}} keys the
 *   recipient's public key and the sender's secret
 * @returns {Promise<Letter>}
 */
export async function seal(head, text, { encryption, signing, random }) {
  const s = random.below(Q);
  const alpha = String(generator.to(s));
  const { key, wish } = await lock(head, alpha, power(encryption, s));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(wish, key, bytesOf(text)));
  const { setup, sender, recipient } = head;
  return sign({ setup, sender, recipient, alpha, sealed: toBase64(sealed) }, signing, random);
}

/**
 * @param {Letter} letter
 * @param {{setup: string, sender: number, recipient: number}} head what it must be
 * @param {{verification: bigint, decryption: bigint}} keys the sender's public key and the recipient's secret
 * @returns {Promise<string>} the text
 * @throws {Refused} threshold/message-unreadable, message-other-setup; number/…
 */
export async function unseal(letter, head, { verification, decryption }) {
  const where = `trustee ${head.sender}`;
  demand(await isSigned(letter, verification), "threshold", "message-unreadable", where);
  const said = parseExact(letter.message, "threshold", "message-unreadable");
  demand(hasFields(said, FIELDS), "threshold", "message-unreadable", where);
  const { alpha, sealed, ...found } = said;
  const isMeant = JSON.stringify(found) === JSON.stringify(ordered(head));
  demand(isMeant, "threshold", "message-other-setup", where);
  const element = parseElement(alpha, "threshold", "message-unreadable");
  const { key, wish } = await lock(head, alpha, power(element, decryption));
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(wish, key, fromBase64(sealed)));
  } catch {
    throw new Refused("threshold", "message-unreadable", where);
  }
}

function ordered({ setup, sender, recipient }) {
  return { setup, sender, recipient };
}

async function lock(head, alpha, shared) {
  const raw = await sha256(`letter|${shared}`);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const additionalData = bytesOf(JSON.stringify({ ...ordered(head), alpha }));
  return { key, wish: { name: "AES-GCM", iv: IV, additionalData } };
}
