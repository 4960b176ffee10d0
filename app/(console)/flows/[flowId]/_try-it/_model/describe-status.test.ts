import { expect, it } from 'vitest';
import { describeStatus } from './describe-status';

type Session = Parameters<typeof describeStatus>[0];

const session = (parts: Partial<Session>) =>
  ({ status: 'running', wait: null, failure: null, nodeId: null, ...parts }) as Session;

it.each([
  [{ status: 'running', nodeId: 'look_up' }, 'Running at look_up'],
  [{ status: 'awaiting_input', nodeId: 'ask' }, 'Waiting for an answer at ask'],
  [
    { status: 'awaiting_transfer', nodeId: 'hand', wait: { type: 'transfer', destination: 'support' } },
    'Waiting for the outcome of the transfer to support at hand',
  ],
  [
    { status: 'awaiting_event', wait: { type: 'event', event: 'paid', timer: null } },
    'Waiting for the event paid',
  ],
  [{ status: 'failed', failure: { code: 'x', message: 'too long', nodeId: 'n' } }, 'Failed at n: too long'],
  [{ status: 'failed' }, 'Failed: unknown reason'],
] satisfies [Partial<Session>, string][])('describes %j', (parts, words) =>
  expect(describeStatus(session(parts))).toBe(words),
);
