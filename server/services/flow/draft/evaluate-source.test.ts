import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { type EvaluateSource, evaluateSource } from './evaluate-source';

const clock = createManualClock(Date.parse('2026-01-02T03:04:05Z'));
let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());

const come = (as: EvaluateSource['as'], source: EvaluateSource['source'], variables = {}) =>
  evaluateSource(actIn(testEnv.platform, testEnv.orgId), { as, source, variables });

describe('what a source comes to', () => {
  it('is the value of an expression', async () => {
    expect(await come('expression', 'a * 2', { a: 21 })).toEqual({ ok: true, value: 42, missing: [] });
    expect(await come('expression', '$now()')).toMatchObject({ value: '2026-01-02T03:04:05.000Z' });
    expect(await come('expression', 'a.b')).toEqual({ ok: true, value: null, missing: ['a'] });
  });

  it('is the text of a template', async () => {
    expect(await come('template', 'Dear {{ name }}, {{ x }}', { name: 'Ada' })).toEqual({
      ok: true,
      value: 'Dear Ada, ',
      missing: ['x'],
    });
  });

  it('is data with its texts rendered', async () => {
    expect(await come('data', { n: '{{ a }}', list: [1, 'is {{ a }}'] }, { a: 5 })).toMatchObject({
      value: { n: 5, list: [1, 'is 5'] },
    });
  });

  it('is told where there is none', async () => {
    expect(await come('expression', 'a +')).toMatchObject({ ok: false, offset: 3 });
    expect(await come('template', 'Hi {{ a + }}')).toMatchObject({ ok: false });
    expect(await come('expression', 'Array.from({ length: 1e6 })')).toMatchObject({ ok: false });
    expect(await come('expression', "'x'.repeat(1e9)")).toMatchObject({ ok: false });
  });

  it('is cut, and too much is refused', async () => {
    expect(JSON.stringify(await come('expression', "'x'.repeat(90000)")).length).toBeLessThan(1_000);
    await expect(come('expression', '1', { a: 'x'.repeat(600_000) })).rejects.toMatchObject({
      problem: { code: 'limit_exceeded', details: { limit: 'sample characters', max: 500_000 } },
    });
    await expect(come('template', 'x'.repeat(50_000))).rejects.toMatchObject({
      problem: {
        code: 'limit_exceeded',
        details: { limit: 'source characters', max: 50_000, actual: 50_002 },
      },
    });
  });
});
