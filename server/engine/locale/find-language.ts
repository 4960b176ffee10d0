/**
 * The tag that fits a language best: the same tag, else a shorter one (`pt` for `pt-BR`), else any tag of the same language.
 * Returns null if none does. Case is ignored.
 */
export function findLanguage(tags: Iterable<string>, wanted: string): string | null {
  const parts = wanted.toLowerCase().split('-');
  const known = [...tags].map((tag) => ({ tag, key: tag.toLowerCase() }));
  for (let length = parts.length; length > 0; length--) {
    const key = parts.slice(0, length).join('-');
    const found = known.find((one) => one.key === key);
    if (found) return found.tag;
  }
  return known.find(({ key }) => key.startsWith(`${parts[0]}-`))?.tag ?? null;
}
