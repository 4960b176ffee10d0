import { describe, expect, it } from 'vitest';
import { defineStatement } from './statement';

describe('defineStatement', () => {
  it('numbers parameters in the order of their first use', () => {
    const statement = defineStatement<{ a: number; b: string }>(
      'x',
      'SELECT :b::text, :a, :b, \'{"t":true,:a}\'::json',
    );
    expect(statement({ a: 1, b: 'two' })).toEqual({
      name: 'x',
      text: 'SELECT $1::text, $2, $1, \'{"t":true,:a}\'::json',
      values: ['two', 1],
    });
  });
});
