import { z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { isDomainError } from '@/server/shared/errors';
import { parseInput } from './parse-input';

const schema = z.strictObject({
  name: z.string(),
  items: z.array(z.strictObject({ amount: z.number() })).optional(),
  place: z.strictObject({ city: z.string() }).nullish(),
});

function problemOf(value: unknown, by: z.ZodType = schema) {
  try {
    return parseInput(by, value);
  } catch (error) {
    return isDomainError(error) ? error.problem : error;
  }
}

const refused = (...issues: object[]) => ({ code: 'invalid_request', details: { issues } });

describe('parseInput', () => {
  it('returns what the schema makes of a valid value', () => {
    const trimmed = z.object({ name: z.string().trim() });
    expect(parseInput(trimmed, { name: ' Ada ', more: 1 })).toEqual({ name: 'Ada' });
  });

  it('names every invalid field, and each unknown one separately', () => {
    expect(problemOf({ name: 1, items: [{ amount: 'x', price: 1, tax: 2 }], color: 'red' })).toEqual(
      refused(
        { path: ['name'], message: 'must be a text' },
        { path: ['items', 0, 'amount'], message: 'must be a number' },
        { path: ['items', 0, 'price'], message: 'is not a known field' },
        { path: ['items', 0, 'tax'], message: 'is not a known field' },
        { path: ['color'], message: 'is not a known field' },
      ),
    );
  });

  it('marks the fields that were left out, and no others', () => {
    expect(problemOf({ items: [{}], place: {} })).toEqual(
      refused(
        { path: ['name'], message: 'is required', missing: true },
        { path: ['items', 0, 'amount'], message: 'is required', missing: true },
        { path: ['place', 'city'], message: 'is required', missing: true },
      ),
    );
    expect(problemOf({ name: null })).toEqual(refused({ path: ['name'], message: 'must be a text' }));
  });

  it.each([[undefined], [null], ['text'], [[]]])('refuses %j as the whole value', (value) => {
    expect(problemOf(value)).toMatchObject(refused({ path: [] }));
    expect(problemOf(value)).not.toMatchObject(refused({ missing: true }));
  });

  it.each([
    ['in a text', 'text'],
    ['in a missing object', null],
    ['of a list that is taken as its item', [{}]],
  ])('marks no field %s', (_, place) => {
    const by = z.object({ place: z.unknown() }).refine(() => false, { path: ['place', 'length2'] });
    expect(problemOf({ place }, by)).toEqual(refused({ path: ['place', 'length2'], message: 'is invalid' }));
  });
});
