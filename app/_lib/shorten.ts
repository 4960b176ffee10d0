const HIGH_SURROGATE = /[\uD800-\uDBFF]$/;
// Characters that change the direction of a text or are invisible, so that a name looks like another one.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** The first `most` UTF-16 units of a text, or one less where the cut would split a character in two. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return HIGH_SURROGATE.test(cut) ? cut.slice(0, -1) : cut;
}

/** The first character of a text; empty where there is none. */
export function firstLetter(text: string): string {
  return text[Symbol.iterator]().next().value ?? '';
}

/** A name for a file, without invisible and direction-changing characters. */
export function toShownName(name: string): string {
  return name.replace(UNSEEN, '');
}
