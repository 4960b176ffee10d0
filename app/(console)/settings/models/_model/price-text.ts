const MICROS_PER_DOLLAR = 1_000_000;
const MAX_MICROS = 1_000_000_000_000;
const AMOUNT = /^(\d{0,7})(?:\.(\d{0,6}))?$/;

const SHOWN = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 6,
});

/** Formats an amount of micros as dollars for reading: $0.15, $1,250.00, $0.000001. */
export function showPrice(micros: number): string {
  return SHOWN.format(micros / MICROS_PER_DOLLAR);
}

/** Formats an amount of micros as dollars for editing: 0.15. */
export function toPriceText(micros: number): string {
  const whole = Math.floor(micros / MICROS_PER_DOLLAR);
  const rest = String(micros % MICROS_PER_DOLLAR)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}

/**
 * Parses typed dollars, such as 0.15, .15, 0,15 or $0.15; null for anything but an amount of up to a million dollars.
 */
export function parsePrice(text: string): number | null {
  const bare = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(',', '.');
  const [found, whole = '', rest = ''] = AMOUNT.exec(bare) ?? [];
  if (found === undefined || whole + rest === '') return null;
  // Digits, not a fraction: 0.15 × 1,000,000 is not an integer in floating point.
  const micros = Number(whole) * MICROS_PER_DOLLAR + Number(rest.padEnd(6, '0'));
  return micros <= MAX_MICROS ? micros : null;
}
