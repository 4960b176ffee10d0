/** The LIKE pattern that finds a text anywhere, its own wildcards taken literally; null for nothing to find. */
export function toLikePattern(text: string | null | undefined): string | null {
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
}
