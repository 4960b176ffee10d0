/** How an expected text is compared: `many` stands for any number of texts. */
export type PatternMode = 'exact' | 'pattern' | 'many';
export type PatternText = { mode: PatternMode; text: string };

const MANY = '**';

/** A pattern as a person edits it. */
export function readPattern(pattern: string): PatternText {
  if (pattern === MANY) return { mode: 'many', text: '' };
  const hasStar = /(?:^|[^\\])(?:\\\\)*\*/.test(pattern);
  return hasStar
    ? { mode: 'pattern', text: pattern }
    : { mode: 'exact', text: pattern.replace(/\\([\\*])/g, '$1') };
}

/** The pattern that a person means. */
export function writePattern({ mode, text }: PatternText): string {
  if (mode === 'many') return MANY;
  return mode === 'pattern' ? text : text.replace(/[\\*]/g, '\\$&');
}
