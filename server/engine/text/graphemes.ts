import { cutText } from '../data/cut-text';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Each step of the segmenter takes time in proportion to its text, so long texts are segmented in parts. */
const PART = 512;

/** Counts the grapheme clusters of a text. */
export function countGraphemes(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let count = 0;
  let from = 0;
  while (from < text.length) {
    const part = cutText(text.slice(from, from + PART + 1), PART);
    const starts = [...SEGMENTER.segment(part)].map(({ index }) => index);
    const last = starts.at(-1) ?? 0;
    // The last cluster of a part may continue in the next part.
    const isOpen = from + part.length < text.length && last > 0;
    count += isOpen ? starts.length - 1 : starts.length;
    from += isOpen ? last : part.length;
  }
  return count;
}
