import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeIssue } from './describe-issue';

function messageOf(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value, { error: describeIssue }).error?.issues[0]?.message;
}

const shapes = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('circle'), radius: z.number() }),
  z.strictObject({ type: z.literal('square'), side: z.number() }),
]);

describe('describeIssue', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['is required', z.string(), undefined],
    ['is required', z.literal('a'), undefined],
    ['must be a text', z.string(), 7],
    ['must be a number', z.number(), 'x'],
    ['must be a finite number', z.number(), Number.NaN],
    ['must be a whole number', z.int(), 1.5],
    ['must be true or false', z.boolean(), 'true'],
    ['must be a list', z.array(z.string()), {}],
    ['must be an object', z.strictObject({}), []],
    ['must be an object', z.record(z.string(), z.string()), 'x'],
    ['must not be empty', z.string().min(1), ''],
    ['must not be empty', z.array(z.string()).min(1), []],
    ['must have at least 8 characters', z.string().min(8), 'short'],
    ['must have exactly 2 items', z.array(z.number()).length(2), [1]],
    ['must have exactly 2 items', z.array(z.number()).length(2), [1, 2, 3]],
    ['must have at most 1 character, not 3', z.string().max(1), 'abc'],
    ['must have at most 8,000 characters, not 8,001', z.string().max(8_000), 'x'.repeat(8_001)],
    ['must be at least 1', z.number().min(1), 0],
    ['must be more than 0', z.number().positive(), 0],
    ['must be at most 0.5', z.number().max(0.5), 1],
    ['must be less than 1,000,000', z.number().lt(1e6), 1e6],
    ['must be a multiple of 5', z.number().multipleOf(5), 7],
    ['must be "a"', z.literal('a'), 'b'],
    ['must be "a", "b" or "c"', z.enum(['a', 'b', 'c']), 'd'],
    ['must be an email address, such as ada@example.com', z.email(), 'ada'],
    ['must be a date, such as 2026-01-31', z.iso.date(), '2026-02-31'],
    ['must be a UUID', z.uuid(), '7'],
    ['must be in the documented form', z.string().regex(/^x$/), 'y'],
    ['must be a header name', z.string().regex(/^x$/, 'must be a header name'), 'y'],
    ['has the unknown field "x"', z.strictObject({}), { x: 1 }],
    ['has the unknown fields "x", "y\\"z"', z.strictObject({}), { x: 1, 'y"z': 2 }],
    ['has a name that must not be empty', z.record(z.string().min(1), z.string()), { '': 'x' }],
    ['must be "circle" or "square"', shapes, { type: 'line' }],
    ['is required', shapes, {}],
    ['must be a text or a number', z.union([z.string(), z.number()]), true],
    ['has none of the allowed forms', z.union([z.strictObject({ a: z.string() }), z.string()]), { b: 1 }],
    ['is invalid', z.custom(() => false), 1],
  ])('returns "%s"', (message, schema, value) => {
    expect(messageOf(schema, value)).toBe(message);
  });

  it('names at most 20 options and unknown fields', () => {
    const names = Array.from({ length: 25 }, (_, index) => `n${index}`);
    expect(messageOf(z.enum(names), 'x')).toMatch(/^must be one of "n0", .* "n19" and 5 others$/);
    const fields = Object.fromEntries(names.map((name) => [name, 1]));
    expect(messageOf(z.strictObject({}), fields)).not.toContain('n20');
  });
});
