import { describe, expect, it } from 'vitest';
import { parsePrice, showPrice, toPriceText } from './price-text';

describe('prices as text', () => {
  it.each([
    ['0.15', 150_000, '$0.15', '0.15'],
    [' $2.50 ', 2_500_000, '$2.50', '2.5'],
    ['.000001', 1, '$0.000001', '0.000001'],
    ['0,6', 600_000, '$0.60', '0.6'],
    ['0', 0, '$0.00', '0'],
    ['15.', 15_000_000, '$15.00', '15'],
    ['1000000', 1_000_000_000_000, '$1,000,000.00', '1000000'],
    // As a fraction, the product is not an integer number of micros.
    ['1.005', 1_005_000, '$1.005', '1.005'],
    ['4.35', 4_350_000, '$4.35', '4.35'],
  ])('reads %j', (text, micros, shown, edited) => {
    expect([parsePrice(text), showPrice(micros), toPriceText(micros)]).toEqual([micros, shown, edited]);
    expect(parsePrice(toPriceText(micros))).toBe(micros);
  });

  it.each(['', '.', '$', 'free', '-1', '1.0000001', '1e3', '1,000,000', '1.2.3', '1000000.000001'])(
    'does not read %j',
    (text) => {
      expect(parsePrice(text)).toBeNull();
    },
  );
});
