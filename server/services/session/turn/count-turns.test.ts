import { expect, it } from 'vitest';
import type { SessionRow } from '@/server/db/session/row';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import { NO_METERS } from '@/server/gateways/telemetry/meters';
import type { Platform } from '../../context';
import { countTurns } from './count-turns';

type Turn = { status: string; changes: { moved?: true } };

function count(session: Partial<SessionRow>, turns: Turn[], beforeTurn = 1) {
  const counted: string[] = [];
  const metrics = {
    count: (orgId: string, name: string) => counted.push(`${orgId} ${name}`),
    time: (orgId: string, name: string, ms: number) => counted.push(`${orgId} ${name} ${ms}`),
  };
  const meters = { ...NO_METERS, turn: (status: string, ms: number) => void counted.push(`${status} ${ms}`) };
  const commit = {
    session: { orgId: 'o', isTest: false, ...session },
    turns,
    beforeTurn,
  } as unknown as TurnCommit;
  countTurns({ metrics, meters } as unknown as Platform, commit, 10);
  return counted;
}

const turn = (status: string, moved?: true): Turn => ({ status, changes: moved ? { moved } : {} });

it.each<[string, string[]]>([
  ['awaiting_input', []],
  ['completed', ['o completed']],
  ['failed', ['o failures']],
  ['awaiting_transfer', ['o transferred']],
])('counts a session that is %s', (status, own) => {
  expect(count({ status } as SessionRow, [turn(status, true)])).toEqual([
    `${status} 10`,
    'o turns 10',
    ...own,
  ]);
});

it('counts the start, divides the time among the turns, and counts a hand-over once', () => {
  const turns = [turn('running'), turn('awaiting_transfer')];
  expect(count({ status: 'awaiting_transfer' }, turns, 0)).toEqual([
    ...['running 5', 'awaiting_transfer 5', 'o turns 5', 'o turns 5', 'o started'],
  ]);
});

it('counts nothing of a test for its organization', () => {
  expect(count({ status: 'completed', isTest: true }, [turn('completed', true)], 0)).toEqual([
    'completed 10',
  ]);
});
