import { describe, expect, it } from 'vitest';
import { converse, type NodeInput, textsOf } from '../fixtures/converse';

const open = (suggest: { text: string; score?: string }) => {
  const nodes: NodeInput[] = [
    { id: 's', kind: 'suggest', exits: { next: 'm' }, ...suggest },
    { id: 'm', kind: 'message', messages: [{ type: 'text', text: 'Said' }] },
  ];
  return converse({ nodes }).start({ name: 'Ann', sure: 0.8 });
};

describe('suggest', () => {
  it('suggests a reply, sends nothing and continues', () => {
    const result = open({ text: 'Tell {{ name }} yes', score: 'sure / 2' });
    expect(result.effects).toEqual([{ type: 'suggest', key: '1:0', text: 'Tell Ann yes', score: 0.4 }]);
    expect(textsOf(result)).toEqual(['Said', '']);
    expect(result.trace.steps[0]).toMatchObject({ kind: 'suggest', exit: 'next', next: 'm' });
  });

  it.each([
    [undefined, null],
    ['7', 1],
    ['-0.5', 0],
    ['1', 1],
    ["'0.5'", null],
    ['true', null],
    ['gone', null],
    ['1 / 0', null],
  ])('reads the score %s as %s', (score, taken) => {
    expect(open({ text: 'x', ...(score !== undefined && { score }) }).effects).toMatchObject([
      { type: 'suggest', score: taken },
    ]);
  });

  it.each(['{{ gone }}', ' {{ name.last }} '])('suggests nothing if %s renders empty', (text) => {
    const { effects, trace, state } = open({ text });
    expect(effects).toEqual([]);
    expect(trace.steps[0]).toMatchObject({
      note: 'The text is empty, so nothing was suggested.',
      misses: [{}],
    });
    expect(state.status).toBe('completed');
  });
});
