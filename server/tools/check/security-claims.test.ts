import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const text = readFileSync('SECURITY.md', 'utf8');
const rows = text.split('\n').flatMap((line) => {
  const [, id = '', , state = '', evidence = ''] = line.split('|').map((cell) => cell.trim());
  return /^(\d+\.\d+\.\d+|API\d+)$/.test(id) ? [{ id, state, evidence }] : [];
});

describe('SECURITY.md', () => {
  it('covers each requirement of level 2 and each of the ten risks once', () => {
    const ids = rows.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('API'))).toHaveLength(10);
    expect(ids.filter((id) => !id.startsWith('API'))).toHaveLength(259);
  });

  it('states whether each is met, and why not', () => {
    const unsaid = rows.filter(({ state }) => !['met', 'not met', 'operator', 'n/a'].includes(state));
    expect(unsaid).toEqual([]);
    expect(rows.filter(({ state, evidence }) => state !== 'operator' && evidence === '')).toEqual([]);
  });

  it('names files that exist', () => {
    const named = [...text.matchAll(/`((?:app|server|e2e|prisma)\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(150);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('has the right totals', () => {
    const count = (wanted: string) =>
      rows.filter(({ id, state }) => !id.startsWith('API') && state === wanted).length;
    expect(text).toContain(
      `${count('met')} met, ${count('not met')} not met, ${count('operator')} for the operator, ${count('n/a')} not applicable`,
    );
  });
});
