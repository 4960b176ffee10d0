/** Looks ahead in a text. Asked from left to right it walks over the text once for each mark, not once for each question. */
export type TextFinder = {
  /** Where `mark` stands next, at `from` or behind it; -1 where it does not. */
  next(mark: string, from: number): number;
  /** Where `mark` next closes what it opened: not after a space or a backslash, and not as half of a double mark. */
  nextClose(mark: string, from: number): number;
};

type Found = { from: number; at: number };

export function createTextFinder(text: string): TextFinder {
  const marks = new Map<string, Found>();
  const closes = new Map<string, Found>();
  return {
    next: (mark, from) => remember(marks, mark, from, () => text.indexOf(mark, from)),
    nextClose: (mark, from) => remember(closes, mark, from, () => findClose(text, mark, from)),
  };
}

// What was found from further left, and stands to the right, is what would be found again.
function remember(found: Map<string, Found>, mark: string, from: number, find: () => number): number {
  const known = found.get(mark);
  if (known && from >= known.from && (known.at === -1 || from <= known.at)) return known.at;
  const at = find();
  found.set(mark, { from, at });
  return at;
}

const NO_CLOSE_AFTER = /[\s\\]/;

function findClose(text: string, mark: string, from: number): number {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    const isTwin = mark.length === 1 && text[at + 1] === mark;
    if (!isTwin && !NO_CLOSE_AFTER.test(text[at - 1] ?? '')) return at;
    if (isTwin) at += 1;
  }
  return -1;
}
