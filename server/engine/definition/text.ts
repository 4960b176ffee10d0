import { z } from 'zod';
import type { Json, JsonObject } from '../json';

/** A text that may hold `{{ expression }}`. */
export const templateText = (maxLength: number) =>
  z.string().min(1).max(maxLength).meta({ format: 'template' });

/** The source of one expression. */
export const expressionSource = z.string().min(1).max(8_000).meta({ format: 'expression' });

/** JSON whose strings are templates; a string that is one `{{ expression }}` keeps the value's type. */
export const jsonTemplate = z.custom<Json>(isJson).meta({ format: 'json-template' });

/** A JSON object that is kept as it is. */
export const jsonObject = z
  .custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  .meta({ type: 'object' });

// A definition is JSON already: looking at every value of it again would cost more than all else.
function isJson(value: unknown): boolean {
  return value === null || ['boolean', 'number', 'string', 'object'].includes(typeof value);
}

/** The name of a variable. */
export const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'must be a letter or _ followed by up to 63 letters, digits or _');

/** The id of a node, a branch or a choice's value as it appears in exits. */
export const nodeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -');

/** The name of an event that flows emit and await. */
export const eventName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_.:-]{0,127}$/,
    'must be a letter followed by up to 127 letters, digits, _ . : or -',
  );

export const duration = z.strictObject({
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(['seconds', 'minutes', 'hours', 'days']),
});

export type Duration = z.infer<typeof duration>;

const UNIT_MS: Record<Duration['unit'], number> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

/** A duration in milliseconds. */
export function toMs({ amount, unit }: Duration): number {
  return amount * UNIT_MS[unit];
}
