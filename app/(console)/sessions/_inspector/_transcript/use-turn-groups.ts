'use client';
import { useMemo } from 'react';
import { groupTurns } from '@/app/_features/session/group-turns';
import type { SessionLog } from '../_data/use-session-log';
import { summarizeTurn } from '../_model/describe-turn';
import { listMessages } from '../_model/event-log';

/** The messages of a log, and the same grouped by turn, with what else happened in each turn. */
export function useTurnGroups({ turns, events }: Pick<SessionLog, 'turns' | 'events'>) {
  return useMemo(() => {
    const messages = listMessages(events);
    const marks = turns.map((turn) => ({
      no: turn.no,
      createdAt: turn.createdAt,
      summary: summarizeTurn(turn),
    }));
    return { messages, groups: groupTurns(messages, marks) };
  }, [turns, events]);
}
