import { createHash } from 'node:crypto';
import { formatUuid } from './ids';

type UuidForm = {
  version?: 7 | 8;
  /** The digit of the variant; `hash` takes its two free bits from the hash. */
  variant?: '8' | 'a' | 'hash';
  /** The first 12 digits, a time as in generated ids; digits of the hash by default. */
  time?: string;
};

/**
 * Derives a UUID from the SHA-256 of a text; version 8 with the variant digit 8 by default. Derived ids are stored, so
 * a caller must never change its form.
 */
export function deriveUuid(text: string, { version = 8, variant = '8', time }: UuidForm = {}): string {
  const hash = createHash('sha256').update(text).digest('hex');
  const digit = variant === 'hash' ? toVariantDigit(hash.charAt(16)) : variant;
  // After a time the hash begins anew; without one, version and variant replace digits of the hash.
  const [start, middle, end] =
    time === undefined
      ? [hash.slice(0, 12), hash.slice(13, 16), hash.slice(17, 32)]
      : [time, hash.slice(0, 3), hash.slice(3, 18)];
  return formatUuid(`${start}${version}${middle}${digit}${end}`);
}

// RFC 9562, section 4.1: the first two bits of the digit are 10.
function toVariantDigit(digit: string): string {
  return ((Number.parseInt(digit, 16) & 0b0011) | 0b1000).toString(16);
}
