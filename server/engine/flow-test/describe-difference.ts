import { cutText } from '../data/cut-text';
import type { ListParting } from './match-pattern';

/** Longer texts are cut around the first difference. */
const MAX_CHARS = 160;
/** The characters before the first difference that are kept. */
const CHARS_BEFORE = 40;
/** The items of a list that are shown before the first difference, and of each side after it. */
const ITEMS_BEFORE = 2;
const ITEMS_AFTER = 4;

/** Quotes a text for a sentence, on one line and cut if it is long. */
export function quoteText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_CHARS ? `"${cutText(line, MAX_CHARS)}…"` : `"${line}"`;
}

/** Two texts as lines: `- ` is expected, `+ ` came. */
export function diffTexts(expected: string, came: string): string[] {
  const from = Math.max(0, countSame(expected, came) - CHARS_BEFORE);
  return [`- ${excerpt(expected, from)}`, `+ ${excerpt(came, from)}`];
}

/** Two lists as lines, around the first difference: `  ` is the same, `- ` is expected, `+ ` came. */
export function diffLists(
  expected: readonly string[],
  came: readonly string[],
  parting: ListParting,
): string[] {
  const same = came.slice(Math.max(0, parting.actual - ITEMS_BEFORE), parting.actual);
  const wanted = expected.slice(parting.expected);
  const got = came.slice(parting.actual);
  const [first] = wanted;
  const [other] = got;
  const pair = first !== undefined && other !== undefined ? diffTexts(toLine(first), toLine(other)) : [];
  const rest = pair.length > 0 ? 1 : 0;
  return [
    ...same.map((item) => `  ${excerpt(toLine(item), 0)}`),
    ...pair,
    ...listRest(wanted.slice(rest), '-'),
    ...listRest(got.slice(rest), '+'),
  ];
}

function listRest(items: readonly string[], sign: string): string[] {
  const shown = items.slice(0, ITEMS_AFTER).map((item) => `${sign} ${excerpt(toLine(item), 0)}`);
  return items.length > ITEMS_AFTER ? [...shown, `${sign} and ${items.length - ITEMS_AFTER} more`] : shown;
}

function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function excerpt(text: string, from: number): string {
  const start = text.length > MAX_CHARS ? from : 0;
  const cut = cutText(text.slice(start), MAX_CHARS);
  return `${start > 0 ? '…' : ''}${cut}${start + cut.length < text.length ? '…' : ''}`;
}

function countSame(left: string, right: string): number {
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}
