import { describe, expect, it } from 'vitest';
import { shorten, toStorableText } from './shorten';
import { writeBatch } from './write-batch';

const coded = (code: string) => Object.assign(new Error('it says what was said'), { code });

/** A table that rejects every statement with a rejected row, and counts statements. */
function openTable(refuse: (row: number) => Error | null) {
  const rows: number[] = [];
  let statements = 0;
  const write = async (some: readonly number[]) => {
    statements += 1;
    for (const row of some) {
      const error = refuse(row);
      if (error) throw error;
    }
    rows.push(...some);
    return some.length;
  };
  return { rows, write, statements: () => statements };
}

const ROWS = Array.from({ length: 200 }, (_, index) => index);

describe('rows that are written together', () => {
  it('lose only those that cannot be stored, in their order (batch/one-row-loses-itself)', async () => {
    const bad = new Set([0, 3, 77, 78, 199]);
    const table = openTable((row) => (bad.has(row) ? coded('22P02') : null));
    const { rejected, remaining } = await writeBatch(ROWS, table.write);
    expect(rejected.map(({ row }) => row)).toEqual([...bad]);
    expect(remaining).toEqual([]);
    expect(table.rows).toEqual(ROWS.filter((row) => !bad.has(row)));
  });

  it('need a bounded number of statements, also when all are invalid (batch/bounded)', async () => {
    const table = openTable(() => coded('57014'));
    const { rejected } = await writeBatch(ROWS, table.write);
    expect(rejected).toHaveLength(200);
    expect(table.statements()).toBe(399);
    expect(await writeBatch([], table.write)).toEqual({ results: [], rejected: [], remaining: [] });
  });

  it('are returned when the database is unavailable, except those written', async () => {
    const table = openTable((row) => (row === 0 ? coded('22P02') : row === 100 ? coded('57P01') : null));
    const { rejected, remaining } = await writeBatch(ROWS, table.write);
    expect(rejected.map(({ row }) => row)).toEqual([0]);
    expect([...table.rows, ...remaining].toSorted((a, b) => a - b)).toEqual(ROWS.slice(1));
    expect(remaining).toHaveLength(100);
  });
});

describe('a shortened text', () => {
  it.each([
    ['ab', 2, 'ab'],
    ['ab', 1, 'a'],
    ['a\u{1F600}b', 2, 'a'],
    ['a\u{1F600}b', 3, 'a\u{1F600}'],
    ['\u{1F600}', 1, ''],
    ['ab', 0, ''],
    ['ab', -1, ''],
  ])('%j at %i is %j', (text, most, short) => {
    expect(shorten(text, most)).toBe(short);
  });

  it('is storable when required', () => {
    expect(toStorableText('a\u0000\ud800b\udc00\u{1F600}', 99)).toBe('a\ufffd\ufffdb\ufffd\u{1F600}');
  });
});
