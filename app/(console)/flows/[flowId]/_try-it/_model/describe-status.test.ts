import { expect, it } from 'vitest';
import { describeStatus } from './describe-status';

type Session = Parameters<typeof describeStatus>[0];

const session = (parts: Partial<Session>) =>
  ({ status: 'running', wait: null, failure: null, nodeId: null, ...parts }) as Session;

it.each([
  [{ status: 'running', nodeId: 'look_up' }, 'Working at look_up'],
  [{ status: 'awaiting_input', nodeId: 'ask' }, 'Waits for an answer at ask'],
  [
    { status: 'awaiting_transfer', nodeId: 'hand', wait: { type: 'transfer', destination: 'support' } },
    'Waits for the outcome of the transfer to support at hand',
  ],
  [
    { status: 'awaiting_event', wait: { type: 'event', event: 'paid', timer: null } },
    'Waits for the event paid',
  ],
  [{ status: 'failed', failure: { code: 'x', message: 'too long', nodeId: 'n' } }, 'Failed at n: too long'],
  [{ status: 'failed' }, 'Failed: the reason is not known'],
] satisfies [Partial<Session>, string][])('tells %j', (parts, words) =>
  expect(describeStatus(session(parts))).toBe(words),
);
