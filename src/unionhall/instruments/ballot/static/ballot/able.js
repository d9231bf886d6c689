// Whether a browser can vote at all; asked before anything else, so that nobody fails half-way.
import { demand } from "./refusals.js";

/**
 * @throws {Refused} browser/connection-not-secure: browsers encrypt only on pages from https, this machine or a
 *   file; browser/browser-too-old: it lacks big numbers, random numbers or encryption
 */
export function checkBrowser() {
  demand(globalThis.isSecureContext !== false, "browser", "connection-not-secure");
  const needed = [
    globalThis.BigInt,
    globalThis.MessageChannel,
    globalThis.crypto?.subtle,
    globalThis.crypto?.getRandomValues,
  ];
  demand(needed.every(Boolean), "browser", "browser-too-old");
}
