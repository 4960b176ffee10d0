/** The LIKE pattern that finds a text anywhere, its own wildcards taken literally; null for nothing to find. */
export function toLikePattern(text: string | null | undefined): string | null {
  return text ? `%${escapeWildcards(text)}%` : null;
}

/** Takes the wildcards of a LIKE pattern literally. */
export function escapeWildcards(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
