// Powers of a base that is used again and again, from a table.
import { G, Q, times } from "./group.js";

const WIDTH = 5n;
const SIZE = 1 << Number(WIDTH);
const MASK = BigInt(SIZE - 1);

/**
 * A table of base^(d·2^(5i)): a power then costs at most 52 multiplications and no squaring.
 * @typedef {{base: bigint, to: (exponent: bigint) => bigint}} FixedBase
 */

/**
 * @param {bigint} base an element of the group
 * @returns {FixedBase} `to` takes exponents from 0 to q − 1; the table is made on first use
 */
export function fixedBase(base) {
  let rows;
  return {
    base,
    to(exponent) {
      rows ??= table(base);
      return lookUp(rows, exponent);
    },
  };
}

/** The table of g, shared by the whole page. */
export const generator = fixedBase(G);

function table(base) {
  const rows = [];
  for (let reach = 1n, first = base; reach <= Q; reach <<= WIDTH) {
    const row = [1n, first];
    while (row.length < SIZE) row.push(times(row.at(-1), first));
    rows.push(row);
    first = times(row.at(-1), first);
  }
  return rows;
}

function lookUp(rows, exponent) {
  let result = 1n;
  for (let at = 0, rest = exponent; rest > 0n; at += 1, rest >>= WIDTH) {
    const digit = Number(rest & MASK);
    if (digit) result = times(result, rows[at][digit]);
  }
  return result;
}
