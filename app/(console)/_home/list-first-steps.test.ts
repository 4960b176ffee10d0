import { describe, expect, it } from 'vitest';
import { isUnderWay, listFirstSteps } from './list-first-steps';

const NOTHING = { flowId: null, tried: false, published: false, called: false };
const doneOf = (progress: Parameters<typeof listFirstSteps>[0]) =>
  listFirstSteps(progress).map(({ isDone }) => isDone);

describe('the first steps of an organization', () => {
  it('are ticked off by doing', () => {
    expect(doneOf(NOTHING)).toEqual([false, false, false, false]);
    expect(doneOf({ ...NOTHING, flowId: 'f', tried: true })).toEqual([true, true, false, false]);
  });

  it('lead to where they are done', () => {
    expect(listFirstSteps(NOTHING).map(({ href }) => href)).toEqual(Array(4).fill('/flows?new=blank'));
    expect(listFirstSteps({ ...NOTHING, flowId: 'f' }).map(({ href }) => href)).toEqual([
      ...['/flows/f', '/flows/f', '/flows/f', '/flows/f?tab=api'],
    ]);
  });

  it('are over once other software has run a published flow', () => {
    expect(isUnderWay({ published: true, called: false })).toBe(true);
    expect(isUnderWay({ published: true, called: true })).toBe(false);
  });
});
