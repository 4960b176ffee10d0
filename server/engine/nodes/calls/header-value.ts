import { quote } from '../../data/quote';
import type { RenderedRequest } from './outgoing-call';

/** Replaces line breaks, which could inject another header, with spaces. */
export function toHeaderValue(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim();
}

/** Whether a value can be sent in a header: Latin-1 without control characters. */
export function isHeaderValue(text: string): boolean {
  return !/[^\t\x20-\x7e\x80-\xff]/.test(text);
}

/** The failure of a request with such a header. */
export function refuseHeader(name: string): RenderedRequest {
  return { ok: false, code: 'invalid_header', reason: explainHeader(quote(name)) };
}

/** Says that a header, or the setting that becomes one, cannot be sent. */
export function explainHeader(subject: string): string {
  return `The value of ${subject} has characters that a header cannot carry; encode them first.`;
}
