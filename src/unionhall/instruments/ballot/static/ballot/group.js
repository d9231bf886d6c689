// BELENIOS-2048: the numbers below p whose q-th power is 1. Not constant in time: whoever can measure the
// voter's own machine that closely can also read its screen.
import { parseBelow } from "./numbers.js";
import { demand } from "./refusals.js";

export const GROUP = "BELENIOS-2048";
export const P = BigInt(
  "2069478569142254640101364365750500806492298929575110409710088478705737421924271740192223" +
    "7254497684338129066633138078958404960054389636289796393038773905722803605973749427671376" +
    "7776188985898727358650490811670993105358677809800307904916540637771737641986785272734744" +
    "7634183560003569830519314428456170191100078673730733356412397173289791324047457883446826" +
    "0652327974647951137672658693582180046317922073668860052627186363386088796882120769432366" +
    "1494910029234443463732221458841005864210502421203654335612013204811188524087310770141516" +
    "6620016231317716937218924807850771182784231749807327659882882516918310312568016207288071" +
    "9",
);
export const Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441n;
export const G = BigInt(
  "2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285" +
    "6761552696787996946682987493890950838965734256019006010684771644917354741372831046104586" +
    "8131451178164675540052740288984613986453266121505579709716201616827031288643245666383486" +
    "3635782106154918419982534315189740658186868651151358576410138882215396016043228843603930" +
    "9893336627728484065931384060102316750957637779826651036068224066350766977640253462537730" +
    "8513317349519424896775405257365904949247763147599157519877517771148149092045660020547812" +
    "7054728238140972518639858334115700568353695553423781475582491896050296680037745308460627",
);

/**
 * @param {bigint} left
 * @param {bigint} right
 * @returns {bigint}
 */
export function times(left, right) {
  return (left * right) % P;
}

/**
 * @param {bigint[]} elements
 * @returns {bigint} their product
 */
export function product(elements) {
  return elements.reduce(times, 1n);
}

/**
 * base^exponent by a window of four bits.
 * @param {bigint} base
 * @param {bigint} exponent not negative
 * @returns {bigint}
 */
export function power(base, exponent) {
  const powers = [1n];
  for (let at = 1; at < 16; at += 1) powers.push(times(powers[at - 1], base));
  let result = 1n;
  for (const digit of exponent.toString(16)) {
    for (let twice = 0; twice < 4 && result !== 1n; twice += 1) result = times(result, result);
    if (digit !== "0") result = times(result, powers[Number.parseInt(digit, 16)]);
  }
  return result;
}

/**
 * @param {bigint} element of the group
 * @returns {bigint} its inverse, by the extended Euclidean algorithm
 */
export function inverse(element) {
  let [rest, next, here, there] = [P, element, 0n, 1n];
  while (next !== 0n) {
    const whole = rest / next;
    [rest, next, here, there] = [next, rest - whole * next, there, here - whole * there];
  }
  return here < 0n ? here + P : here;
}

/**
 * @param {bigint} number
 * @returns {boolean} whether it is in the group (§5: −α passes every other test)
 */
function isElement(number) {
  return number > 0n && number < P && power(number, Q) === 1n;
}

/**
 * @param {unknown} text a decimal string
 * @param {string} kind
 * @param {string} code of the refusal when it is no element
 * @returns {bigint}
 * @throws {Refused} the given one, or number/…
 */
export function parseElement(text, kind, code) {
  const number = parseBelow(text, P);
  demand(isElement(number), kind, code);
  return number;
}
