import { findQuoteHeader, isQuotedLine, startsOlderMail } from './find-quote';
import { CLOSING_LINE, DEVICE_LINE, SEPARATOR_LINE } from './signature-words';

/*
 * mail/reply: a mail is heard without quoted text and signature. A mail that is nothing else is heard as it is.
 * mail/linear: each line is looked at a bounded number of times, and lines are short where patterns search them.
 *
 * The library email-reply-parser was not taken: it needs Node 22, and its patterns run over the whole mail and take
 * more than linear time without the native re2.
 */

/** Longer lines belong to no signature. */
const MAX_LINE = 120;
/** A closing such as "Best regards" is followed by a name and an address, not by more of the reply. */
const MAX_SIGNATURE_LINES = 8;

/** The part of a mail that its sender wrote as a reply. */
export function findReply(mail: string): string {
  const lines = mail.normalize('NFC').split(/\r\n|\r|\n/u);
  const reply = cutSignature(takeUnquoted(lines)).join('\n').trim();
  return reply === '' ? mail : reply;
}

/** The lines that are not quoted; a reply may stand above, between and below quotes. */
function takeUnquoted(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let at = 0;
  while (at < lines.length) {
    if (startsOlderMail(lines, at)) break;
    const header = findQuoteHeader(lines, at);
    if (header) {
      // The lines of a broken header before its last one were kept.
      kept.length -= Math.min(kept.length, header.to - header.from);
      const quoted = skipBlank(lines, at + 1);
      // Without ">" there is no telling where the quote ends.
      if (!isQuotedLine(lines[quoted] ?? '')) break;
      at = quoted;
      continue;
    }
    const line = lines[at++] ?? '';
    if (!isQuotedLine(line)) kept.push(line);
  }
  return kept;
}

function skipBlank(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at++;
  return at;
}

function cutSignature(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const end = lines.findIndex((line, index) => {
    if (line.length > MAX_LINE) return false;
    if (SEPARATOR_LINE.test(line)) return true;
    if (last - index > MAX_SIGNATURE_LINES) return false;
    return DEVICE_LINE.test(line) || (CLOSING_LINE.test(line) && isApart(lines, index));
  });
  return end < 0 ? lines : lines.slice(0, end);
}

/** Whether a line follows an empty one or precedes a name, so that it is no item of a list. */
function isApart(lines: readonly string[], at: number): boolean {
  return (lines[at - 1] ?? '').trim() === '' || (lines[at + 1] ?? '').trim() !== '';
}
