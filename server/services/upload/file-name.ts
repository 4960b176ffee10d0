const MAX_CHARS = 255;
const FALLBACK = 'file';

// Controls, the marks that turn the direction of what follows, and halves of surrogate pairs.
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const LOW_SURROGATE = /^[\udc00-\udfff]/;

/** The name under which a file is kept: without folders, without what hides its ending, and short, its ending kept. */
export function toFileName(given: string): string {
  const last = given.replace(UNSAFE, '').split(/[\\/]/).at(-1)?.trim() ?? '';
  const name = last.slice(-MAX_CHARS).replace(LOW_SURROGATE, '');
  return /^\.*$/.test(name) ? FALLBACK : name;
}
