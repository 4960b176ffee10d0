import { describe, expect, it } from 'vitest';
import type { Wait } from '@/server/engine/session';
import type { SessionStatus } from '@/server/services/session/view';
import { describeState, describeStatus } from './describe-state';

const stand = (status: SessionStatus, wait: Wait | null, control: 'flow' | 'human' = 'flow') =>
  describeState({ status, wait, control, failure: { code: 'loop', message: 'too far', nodeId: 'a' } }, 'Ask');
const INPUT: Wait = { type: 'input', attempts: 0, field: null, answers: {}, timer: null };

describe('where a session stands', () => {
  it.each([
    [stand('awaiting_input', INPUT), 'Waits for an answer at Ask'],
    [stand('awaiting_input', INPUT, 'human'), 'A person holds the conversation; the flow rests at Ask'],
    [stand('awaiting_timer', { type: 'timer', timer: 't' }), 'Waits for its time to pass at Ask'],
    [
      stand('awaiting_transfer', { type: 'transfer', destination: 'sales' }),
      'Waits for the outcome of the transfer to sales at Ask',
    ],
    [
      stand('awaiting_event', { type: 'event', event: 'paid', timer: null }),
      'Waits for the event paid at Ask',
    ],
    [stand('running', { type: 'effect', effect: '1:0' }), 'Waits for the answer of a call at Ask'],
    [stand('failed', null), 'Failed at Ask: too far'],
    [stand('completed', null), 'Completed'],
    [describeStatus('running', 'Ask'), 'Worked on at Ask'],
    [describeStatus('awaiting_input', null), 'Waits for an answer'],
  ])('%s', (words, expected) => {
    expect(words).toBe(expected);
  });
});
