import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/manual-clock';
import { actIn, openTestStage, type TestStage } from '@/server/tools/test-platform';
import { type EvaluateSource, evaluateSource } from './evaluate-source';

const clock = createManualClock(Date.parse('2026-01-02T03:04:05Z'));
let stage: TestStage;
beforeAll(async () => {
  stage = await openTestStage({ clock });
});
afterAll(() => stage.close());

const come = (as: EvaluateSource['as'], source: EvaluateSource['source'], variables = {}) =>
  evaluateSource(actIn(stage.platform, stage.orgId), { as, source, variables });

describe('what a source comes to', () => {
  it('is the value of an expression', () => {
    expect(come('expression', 'a * 2', { a: 21 })).toEqual({ ok: true, value: 42, missing: [] });
    expect(come('expression', '$now()')).toMatchObject({ value: '2026-01-02T03:04:05.000Z' });
    expect(come('expression', 'a.b')).toEqual({ ok: true, value: null, missing: ['a'] });
  });

  it('is the text of a template', () => {
    expect(come('template', 'Dear {{ name }}, {{ x }}', { name: 'Ada' })).toEqual({
      ok: true,
      value: 'Dear Ada, ',
      missing: ['x'],
    });
  });

  it('is data with its texts rendered', () => {
    expect(come('data', { n: '{{ a }}', list: [1, 'is {{ a }}'] }, { a: 5 })).toMatchObject({
      value: { n: 5, list: [1, 'is 5'] },
    });
  });

  it('is told where there is none', () => {
    expect(come('expression', 'a +')).toMatchObject({ ok: false, offset: 3 });
    expect(come('template', 'Hi {{ a + }}')).toMatchObject({ ok: false });
    expect(come('expression', 'Array.from({ length: 1e6 })')).toMatchObject({ ok: false });
    expect(come('expression', "'x'.repeat(1e9)")).toMatchObject({ ok: false });
  });

  it('is cut, and too much is refused', () => {
    expect(JSON.stringify(come('expression', "'x'.repeat(90000)")).length).toBeLessThan(1_000);
    expect(() => come('expression', '1', { a: 'x'.repeat(600_000) })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'limit_exceeded' }) }),
    );
  });
});
