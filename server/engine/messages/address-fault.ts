/*
 * messages/safe-addresses  A message leads or loads only to http, https, mailto and tel, or to a relative address: whatever an
 *                          author or a template writes, no client is handed a script.
 */

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);
// Browsers ignore these before and inside a scheme, so the parser decides what the scheme is.
const BASE = 'https://relative.invalid/';

/** Says what forbids an address in a message, as the end of a sentence; null if nothing does. */
export function findAddressFault(address: string): string | null {
  if (address.trim() === '') return 'is empty';
  if (!URL.canParse(address, BASE)) return 'is not valid';
  const { protocol } = new URL(address, BASE);
  return SCHEMES.has(protocol) ? null : `begins with ${protocol}`;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** The same for a telephone number, which clients put after `tel:`. */
export function findPhoneFault(phone: string): string | null {
  if (phone.trim() === '') return 'is empty';
  if (!/\d/.test(phone)) return 'has no digit';
  const [scheme] = SCHEME.exec(phone.trim()) ?? [];
  return scheme === undefined || scheme.toLowerCase() === 'tel:' ? null : `begins with ${scheme}`;
}
