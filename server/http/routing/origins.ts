/*
 * The pages that may call an API from a browser.
 * origins/exact  `https://shop.example` allows that origin alone; `https://*.shop.example` allows every name below it, at any
 *                depth, and not the name itself. Scheme and port count.
 */

const ORIGIN = /^(?<scheme>https?):\/\/(?<host>[a-z0-9.*-]+)(?::(?<port>\d{1,5}))?$/;
const USUAL_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/** Normalizes an origin or a pattern; null for anything else. */
export function toPlainOrigin(text: string): string | null {
  const parts = ORIGIN.exec(text.trim().toLowerCase())?.groups;
  if (!parts) return null;
  const { scheme = '', host = '', port } = parts;
  return `${scheme}://${host}${port === undefined || port === USUAL_PORTS[scheme] ? '' : `:${port}`}`;
}

/** All patterns that allow an origin; none for a value that is not a page's origin, such as `null`. */
export function patternsAllowing(origin: string): string[] {
  const plain = toPlainOrigin(origin);
  if (plain === null || plain.includes('*')) return [];
  const [scheme = '', host = ''] = plain.split('://');
  const labels = host.split('.');
  const parents = labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
  return [plain, ...parents.map((parent) => `${scheme}://*.${parent}`)];
}

/** Whether one of the patterns allows the origin. */
export function allowsOrigin(patterns: readonly string[], origin: string): boolean {
  const allowing = new Set(patternsAllowing(origin));
  return patterns.some((pattern) => allowing.has(toPlainOrigin(pattern) ?? ''));
}
