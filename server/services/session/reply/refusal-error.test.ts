import { expect, it } from 'vitest';
import type { SessionRow } from '@/server/db/session/row';
import type { Outcome } from '@/server/engine/protocol';
import { toRefusalError } from './refusal-error';

type Refused = Extract<Outcome, { kind: 'refused' }>;

const row = { status: 'awaiting_transfer', expiresAt: new Date(0) } as SessionRow;

it.each<[Refused, code: string, details: object]>([
  [{ kind: 'refused', reason: 'inbox_full', max: 50 }, 'inbox_full', { max: 50 }],
  [
    { kind: 'refused', reason: 'state_full', max: 9 },
    'limit_exceeded',
    { limit: 'session state characters', max: 9 },
  ],
  [
    { kind: 'refused', reason: 'wrong_input', expected: 'transferResult' },
    'wrong_input',
    { status: 'awaiting_transfer', expected: 'transferResult', received: 'text' },
  ],
])('%j is the error %s', (refused, code, details) => {
  expect(toRefusalError(row, refused).problem).toEqual({ code, details });
});

it('a finished session is named by its status', () => {
  const refused: Refused = { kind: 'refused', reason: 'finished' };
  const { problem } = toRefusalError({ ...row, status: 'completed' }, refused);
  expect(problem).toEqual({ code: 'session_finished', details: { status: 'completed' } });
});
