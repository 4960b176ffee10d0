const ASKING: readonly number[] = [429, 503];
const LONGEST_DIGITS = 9;

/**
 * Reads how long an answer of status 429 or 503 asks to wait, in milliseconds: its Retry-After is a number of seconds
 * or a date (RFC 9110, 10.2.3). Null when it does not ask, or asks in another way.
 */
export function parseRetryAfter(
  status: number,
  headers: Readonly<Record<string, string>>,
  now: number,
): number | null {
  const text = ASKING.includes(status) ? headers['retry-after']?.trim() : undefined;
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text.slice(0, LONGEST_DIGITS)) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
