/** A browser and its system, by name; null where unknown. */
export type UserAgent = { browser: string | null; system: string | null };

// Order matters: most browsers also name their ancestors.
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?(iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
  [/\bcurl\//, 'curl'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/\b(iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Names the browser and the system of a User-Agent. */
export function describeUserAgent(userAgent: string | null): UserAgent {
  return { browser: findWord(BROWSERS, userAgent), system: findWord(SYSTEMS, userAgent) };
}

function findWord(table: readonly [RegExp, string][], userAgent: string | null): string | null {
  return (userAgent !== null && table.find(([pattern]) => pattern.test(userAgent))?.[1]) || null;
}
