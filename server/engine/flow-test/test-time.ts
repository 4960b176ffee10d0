import type { TestStep } from './test-document';

type TestTime = Extract<TestStep, { type: 'pass' }>['time'];

const UNIT_MS: Record<TestTime['unit'], number> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1_000,
  milliseconds: 1,
};
const UNITS = Object.keys(UNIT_MS) as TestTime['unit'][];

/** Converts a time of a test to milliseconds. */
export function toTestMs({ amount, unit }: TestTime): number {
  return amount * UNIT_MS[unit];
}

/** Writes milliseconds in the largest unit that divides them; null for none. */
export function toTestTime(ms: number): TestTime | null {
  const whole = Math.round(ms);
  if (whole <= 0) return null;
  const unit = UNITS.find((each) => whole % UNIT_MS[each] === 0) ?? 'milliseconds';
  return { amount: whole / UNIT_MS[unit], unit };
}
