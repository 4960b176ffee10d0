import { FROM_LINE, HEADER_LINE, OPENER, ORIGINAL_LINE, SUBJECT_LINE, VERB } from './quote-words';

/** Longer lines are never headers, which keeps every look at one short. */
const MAX_LINE = 300;
/** Mail programs break the line "On 3 April, Jane wrote:" at most twice. */
const MAX_BROKEN_LINES = 3;
const MAX_HEADER_LINES = 5;

const ENDS_AS_HEADER = /(?:[:：]|-{3,})$/u;
const TIME = /\d{1,2}[:.h]\d{2}/u;
const YEAR = /(?:19|20)\d{2}/u;
/** "3 April 2026 10:00 Jane <jane@example.com>:", which some languages write without a verb. */
const ADDRESS_AT_END = /@[^\s@]{1,100}[>)\]]\s?[:：]$/u;
const QUOTED = /^\s*>/u;

/** What introduces a quoted text: its first and last line. */
export type QuoteHeader = { from: number; to: number };

/** Whether a line is quoted with ">". */
export function isQuotedLine(line: string): boolean {
  return QUOTED.test(line);
}

/** Whether everything from a line on is an older mail: "-----Original Message-----", or its headers. */
export function startsOlderMail(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.length > MAX_LINE) return false;
  if (ORIGINAL_LINE.test(line)) return true;
  if (!FROM_LINE.test(line)) return false;
  // "From: Berlin" and "To: Paris" alone may be the reply itself.
  const further = line.includes('@') ? HEADER_LINE : SUBJECT_LINE;
  const following = lines.slice(at + 1, at + 1 + MAX_HEADER_LINES);
  return following.some((next) => next.length <= MAX_LINE && further.test(next));
}

/** Finds the header that ends at a line, such as "On 3 April 2026, Jane <jane@example.com>" and "wrote:". */
export function findQuoteHeader(lines: readonly string[], to: number): QuoteHeader | null {
  const last = toPlainLine(lines[to]);
  if (last.length > MAX_LINE || !ENDS_AS_HEADER.test(last)) return null;
  let text = '';
  for (let from = to; from >= 0 && from > to - MAX_BROKEN_LINES; from--) {
    const line = toPlainLine(lines[from]);
    if (line === '' || line.length > MAX_LINE || isQuotedLine(line)) return null;
    text = `${line} ${text}`.trim();
    if (isHeader(text, lines[to + 1])) return { from: startOfHeader(lines, from, to), to };
  }
  return null;
}

// Right-to-left languages put direction marks around addresses.
function toPlainLine(line = ''): string {
  return line.replace(/\p{Cf}/gu, '').trim();
}

function isHeader(text: string, next: string | undefined): boolean {
  if (ADDRESS_AT_END.test(text) && YEAR.test(text)) return true;
  if (!VERB.test(text)) return false;
  return /[\d@]/u.test(text) || isQuotedLine(next ?? '');
}

/** The line where a header begins: lines before that continue it have its first word, or a date and a time. */
function startOfHeader(lines: readonly string[], found: number, to: number): number {
  for (let from = found; from >= 0 && from > to - MAX_BROKEN_LINES; from--) {
    const line = lines[from] ?? '';
    if (line.trim() === '' || line.length > MAX_LINE) break;
    if (OPENER.test(line) || (YEAR.test(line) && TIME.test(line))) return from;
  }
  return found;
}
