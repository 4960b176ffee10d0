import { describe, expect, it } from 'vitest';
import type { Wait } from '@/server/engine/session';
import type { SessionStatus } from '@/server/services/session/view';
import { describeState, describeStatus } from './describe-state';

const stand = (status: SessionStatus, wait: Wait | null, control: 'flow' | 'human' = 'flow') =>
  describeState({ status, wait, control, failure: { code: 'loop', message: 'too far', nodeId: 'a' } }, 'Ask');
const INPUT: Wait = { type: 'input', attempts: 0, field: null, answers: {}, timer: null };

describe('the state of a session', () => {
  it.each([
    [stand('awaiting_input', INPUT), 'Waiting for an answer at Ask'],
    [stand('awaiting_input', INPUT, 'human'), 'A person handles the conversation; the flow is paused at Ask'],
    [stand('awaiting_timer', { type: 'timer', timer: 't' }), 'Waiting for a timer at Ask'],
    [
      stand('awaiting_transfer', { type: 'transfer', destination: 'sales' }),
      'Waiting for the outcome of the transfer to sales at Ask',
    ],
    [
      stand('awaiting_event', { type: 'event', event: 'paid', timer: null }),
      'Waiting for the event paid at Ask',
    ],
    [stand('running', { type: 'effect', effect: '1:0' }), 'Waiting for the response of a call at Ask'],
    [stand('failed', null), 'Failed at Ask: too far'],
    [stand('completed', null), 'Completed'],
    [describeStatus('running', 'Ask'), 'Running at Ask'],
    [describeStatus('awaiting_input', null), 'Waiting for an answer'],
  ])('%s', (words, expected) => {
    expect(words).toBe(expected);
  });
});
