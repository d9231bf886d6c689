// The 512 bytes before each record of an archive: an old tar header of which only four fields vary.

const SIZE = { at: 124, digits: 11 };
const MODIFIED = { at: 136, digits: 11 };
const CHECKSUM = { at: 148, length: 8 };
const SPACE = 32;

/**
 * @param {Uint8Array} header
 * @returns {string} the name, up to the first zero byte
 */
export function nameIn(header) {
  const end = header.subarray(0, 100).indexOf(0);
  return String.fromCharCode(...header.subarray(0, end < 0 ? 100 : end));
}

/**
 * @param {Uint8Array} header
 * @returns {number} the length of the body in bytes; NaN when there is none
 */
export function sizeIn(header) {
  const digits = String.fromCharCode(...header.subarray(SIZE.at, SIZE.at + SIZE.digits));
  return /^[0-7]{11}$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

/**
 * Whether a header is, to the byte, the one that such a record has.
 * @param {Uint8Array} header
 * @param {string} name
 * @param {number} size in bytes
 * @param {number} modified seconds since 1970, the same in every record
 * @returns {boolean}
 */
export function isHeader(header, name, size, modified) {
  const wanted = headerOf(name, size, modified);
  return header.length === wanted.length && header.every((byte, at) => byte === wanted[at]);
}

function headerOf(name, size, modified) {
  const header = new Uint8Array(512);
  const write = (at, text) => header.set(new TextEncoder().encode(text), at);
  write(0, name);
  write(100, "0000644");
  write(108, "0000000");
  write(116, "0000000");
  write(SIZE.at, octal(size, SIZE.digits));
  write(MODIFIED.at, octal(modified, MODIFIED.digits));
  write(156, "0");
  header.fill(SPACE, CHECKSUM.at, CHECKSUM.at + CHECKSUM.length);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(CHECKSUM.at, `${octal(sum, 6)}\0 `);
  return header;
}

function octal(number, digits) {
  return number.toString(8).padStart(digits, "0");
}
