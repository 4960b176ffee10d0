import { describe, expect, it } from 'vitest';
import { describeTurn, summarizeTurn } from './describe-turn';

describe('describeTurn', () => {
  it.each([
    [{ type: 'started' }, 'The session started'],
    [{ type: 'message', text: 'hi' }, 'The person said “hi”'],
    [{ type: 'transfer.completed', status: 'failed', failReason: 'busy' }, 'The transfer failed: busy'],
    [{ type: 'effect.succeeded', result: { status: 200, durationMs: 35 } }, 'The call returned 200 in 35 ms'],
    [{ type: 'effect.failed', error: { message: 'timed out' } }, 'The call failed: timed out'],
    [{ type: 'variables.changed', set: { a: 1, b: 2 } }, 'Variables were set from outside: a, b'],
    [
      { type: 'variables.changed', set: {}, visitor: { utm: 'x', page: 1 } },
      'The visitor’s page sent utm, page',
    ],
    [{ type: 'constructor' }, 'constructor'],
    [null, ''],
    ['odd', ''],
  ])('of %j is %s', (event, words) => {
    expect(describeTurn({ event })).toBe(words);
  });

  it('is null for what the transcript shows', () => {
    expect(summarizeTurn({ event: { type: 'message', text: 'hi' } })).toBeNull();
    expect(summarizeTurn({ event: { type: 'timer.fired' } })).toBe('The timer expired');
  });
});
