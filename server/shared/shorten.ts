const HIGH_SURROGATE = /[\uD800-\uDBFF]$/;
const NUL = '\0';
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The first `most` UTF-16 units of a text, or one fewer if the cut would split a character. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, Math.max(0, most));
  return HIGH_SURROGATE.test(cut) ? cut.slice(0, -1) : cut;
}

/** Shortens a text, and replaces everything that PostgreSQL cannot store (NUL, unpaired surrogates) by U+FFFD. */
export function toStorableText(text: string, most: number): string {
  return shorten(text, most).replaceAll(NUL, '\uFFFD').replace(LONE_SURROGATE, '\uFFFD');
}
