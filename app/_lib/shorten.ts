const HIGH_SURROGATE = /[\uD800-\uDBFF]$/;
// What turns the direction of a text or is not seen, so that a name reads as another one.
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

/** A name as it is shown for a file: without characters that turn its direction or are not seen. */
export function toShownName(name: string): string {
  return name.replace(UNSEEN, '');
}
