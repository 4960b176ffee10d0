/** The strength of a password, from 0 to 4, and the word for it. */
export type Strength = { score: 0 | 1 | 2 | 3 | 4; word: string };

const WORDS = ['Too short', 'Weak', 'Fair', 'Good', 'Strong'] as const;
const SHORTEST = 12;
// The thresholds between the words, in bits.
const STEPS = [40, 55, 75];
const SETS: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 33],
];

/** Estimates the strength of a password from its length, variety, repeats and sequences, in the browser only. */
export function estimateStrength(password: string): Strength {
  const chars = [...password];
  if (chars.length < SHORTEST) return toStrength(0);
  const bits = countUnpredictable(chars) * Math.log2(sizeOf(password));
  return toStrength((1 + STEPS.filter((step) => bits >= step).length) as Strength['score']);
}

function toStrength(score: Strength['score']): Strength {
  return { score, word: WORDS[score] };
}

function sizeOf(password: string): number {
  return SETS.reduce((sum, [set, size]) => sum + (set.test(password) ? size : 0), 0);
}

/** Counts the characters that are not predictable from those before them: no repeats, sequences or repeated words. */
function countUnpredictable(chars: readonly string[]): number {
  const distinct = new Set(chars).size;
  const unpredictable = chars.filter((_, at) => !isPredictable(chars, at)).length;
  return Math.min(unpredictable, distinct * 2);
}

function isPredictable(chars: readonly string[], at: number): boolean {
  const step = stepAt(chars, at);
  if (step === 0) return true;
  if (Math.abs(step) === 1 && stepAt(chars, at - 1) === step) return true;
  return (
    at >= 4 &&
    chars
      .slice(0, at)
      .join('')
      .includes(chars.slice(at - 2, at + 1).join(''))
  );
}

function stepAt(chars: readonly string[], at: number): number {
  const [before, here] = [chars[at - 1]?.codePointAt(0), chars[at]?.codePointAt(0)];
  return before === undefined || here === undefined ? Number.NaN : here - before;
}
