import { toNumberText } from '../values/text';

/** Formats a number in the US style, rounding half away from zero. */
export function formatNumber(
  number: number,
  leastPlaces: number,
  mostPlaces: number,
  grouped = true,
): string {
  const [whole = '0', fraction = ''] = roundDecimal(toNumberText(Math.abs(number)), mostPlaces).split('.');
  const places = trimZeros(fraction, leastPlaces);
  const sign = number < 0 && /[1-9]/.test(whole + places) ? '-' : '';
  const integer = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole;
  return sign + integer + (places === '' ? '' : `.${places}`);
}

/** Rounds the decimal digits as printed, so that 1.005 becomes 1.01. */
function roundDecimal(text: string, places: number): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const kept = whole + fraction.slice(0, places).padEnd(places, '0');
  const digits = fraction.charAt(places) >= '5' ? addOne(kept) : kept;
  const point = digits.length - places;
  return places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function addOne(digits: string): string {
  const nines = /9*$/.exec(digits)?.[0].length ?? 0;
  const head = digits.slice(0, digits.length - nines);
  const last = head === '' ? '1' : head.slice(0, -1) + String(Number(head.slice(-1)) + 1);
  return last + '0'.repeat(nines);
}

function trimZeros(fraction: string, least: number): string {
  let end = fraction.length;
  while (end > least && fraction.charAt(end - 1) === '0') end--;
  return fraction.slice(0, end);
}
