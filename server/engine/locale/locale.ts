/** The language of a flow that names none. */
export const DEFAULT_LOCALE = 'en';

/**
 * The locales to give to `Intl`: a language that this build does not know is read as English, never as the
 * language of the machine.
 */
export function toLocales(locale: string): string[] {
  return isLanguageTag(locale) ? [locale, DEFAULT_LOCALE] : [DEFAULT_LOCALE];
}

/** True for a well-formed BCP 47 language tag. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const MAX_TAG_CHARS = 100;

/** Parses a BCP 47 tag without its extensions, also with "_" between its parts; null if it is none. */
export function parseLanguageTag(text: string): string | null {
  const tag = text.trim().replaceAll('_', '-');
  return tag.length <= MAX_TAG_CHARS && isLanguageTag(tag) ? new Intl.Locale(tag).baseName : null;
}

/**
 * The region (ISO 3166, such as "AT") that a language tag names or suggests; null for English alone, whose
 * regions write dates and telephone numbers differently.
 */
export function findRegion(locale: string): string | null {
  if (!isLanguageTag(locale)) return null;
  const { language, region } = new Intl.Locale(locale);
  if (region !== undefined || language === 'en') return region ?? null;
  return new Intl.Locale(locale).maximize().region ?? null;
}

/** True for English as the United States write it, which is also that of a flow without a locale. */
export function isPlainEnglish(locale: string): boolean {
  return locale === DEFAULT_LOCALE || locale === 'en-US';
}
