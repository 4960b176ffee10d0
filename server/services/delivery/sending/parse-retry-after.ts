const ASKING: readonly number[] = [429, 503];
const LONGEST_DIGITS = 9;

/**
 * Parses the Retry-After of a 429 or 503 response, in seconds or as a date (RFC 9110, 10.2.3), into milliseconds;
 * null for other statuses, or a missing or invalid header.
 */
export function parseRetryAfter(
  status: number,
  headers: Readonly<Record<string, string>>,
  now: number,
): number | null {
  return ASKING.includes(status) ? parseRetryAfterValue(headers['retry-after'], now) : null;
}

/** Parses the value of a Retry-After header into milliseconds from now; null for a missing or invalid one. */
export function parseRetryAfterValue(value: string | undefined, now: number): number | null {
  const text = value?.trim();
  if (text === undefined) return null;
  if (/^\d+$/.test(text)) return Number(text.slice(0, LONGEST_DIGITS)) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
