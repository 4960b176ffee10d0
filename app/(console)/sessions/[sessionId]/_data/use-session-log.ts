'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import type { SessionEvent, SessionView, TurnView } from '@/app/_features/session/view';
import { useTRPC } from '@/app/_trpc/context';
import { turnOfEvent } from '../_model/event-log';
import { firstTurnOf, getSession, WINDOW } from '../_model/session-queries';
import { type Connection, useSessionEvents } from './use-session-events';
import { useCatchUp, useSessionTurns } from './use-session-turns';

/** A session with its loaded turns and events. */
export type SessionLog = {
  session: SessionView;
  events: SessionEvent[];
  turns: TurnView[];
  /** The newest known turn. */
  lastTurn: number;
  /** Loads older turns; null when the first one is loaded. */
  loadEarlier: (() => void) | null;
  connection: Connection;
};

type LogState = { log: SessionLog | null; error: unknown; retry: () => void };

/** Loads a session and follows its changes. */
export function useSessionLog(sessionId: string): LogState {
  const trpc = useTRPC();
  const [from, setFrom] = useState<number | null>(null);
  const session = useQuery(getSession(trpc, sessionId));
  if (from === null && session.data) setFrom(firstTurnOf(session.data));
  const finalTurn = session.data && isOver(session.data.status) ? session.data.turnNo : null;
  const { query: events, connection } = useSessionEvents(sessionId, from, finalTurn);
  const lastId = events.data?.at(-1)?.id;
  const lastTurn = Math.max(session.data?.turnNo ?? 0, lastId ? turnOfEvent(lastId) : 0);
  const turns = useSessionTurns(sessionId, from, lastTurn);
  useCatchUp({
    behind: session.isSuccess && session.data.turnNo < lastTurn,
    isFetching: session.isFetching,
    dataUpdatedAt: session.dataUpdatedAt,
    last: lastTurn,
    refetch: session.refetch,
  });
  const broken = [session, events, turns].find(({ data, error }) => error && !data);
  const retry = () => broken?.refetch();
  if (!session.data || !events.data || !turns.data || from === null)
    return { log: null, error: broken?.error ?? null, retry };
  const loadEarlier = from > 1 ? () => setFrom(Math.max(1, from - WINDOW)) : null;
  const held = { session: session.data, events: events.data, turns: turns.data };
  return { log: { ...held, lastTurn, loadEarlier, connection }, error: null, retry };
}
