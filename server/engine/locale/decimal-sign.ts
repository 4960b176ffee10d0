import { toLocales } from './locale';

/** Separates the fraction of a number. */
export type DecimalSign = '.' | ',';

/** The decimal sign of a language, when its numbers have ASCII digits. */
export function findDecimalSign(locale: string): DecimalSign {
  const format = new Intl.NumberFormat(toLocales(locale), { numberingSystem: 'latn' });
  const sign = format.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value;
  return sign === ',' ? ',' : '.';
}
