/** A program and the system it runs on, in words; null where they cannot be told. */
export type UserAgent = { browser: string | null; system: string | null };

// In this order: most browsers also name those that they descend from.
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

/** Says which browser on which system a User-Agent names. */
export function describeUserAgent(userAgent: string | null): UserAgent {
  return { browser: findWord(BROWSERS, userAgent), system: findWord(SYSTEMS, userAgent) };
}

function findWord(table: readonly [RegExp, string][], userAgent: string | null): string | null {
  return (userAgent !== null && table.find(([pattern]) => pattern.test(userAgent))?.[1]) || null;
}
