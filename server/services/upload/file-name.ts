const MAX_CHARS = 255;
const FALLBACK = 'file';

// Control characters, marks that change the text direction, and lone surrogates.
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const LOW_SURROGATE = /^[\udc00-\udfff]/;

/**
 * Returns the stored name of a file: without folders or characters that hide its extension, and shortened at the
 * front.
 */
export function toFileName(given: string): string {
  const last = given.replace(UNSAFE, '').split(/[\\/]/).at(-1)?.trim() ?? '';
  const name = last.slice(-MAX_CHARS).replace(LOW_SURROGATE, '');
  return /^\.*$/.test(name) ? FALLBACK : name;
}
