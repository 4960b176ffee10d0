'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import type { SessionEvent, SessionView, TurnView } from '@/app/_features/session/view';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { turnOfEvent } from '../_model/event-log';
import { firstTurnOf, getSession, getSessionBefore, WINDOW } from '../_model/session-queries';
import { joinLog } from './join-log';
import { useBlocks } from './use-blocks';
import { type Connection, useSessionEvents } from './use-session-events';
import { useCatchUp, useSessionTurns } from './use-session-turns';

/** A session with the loaded turns around the shown one, and their events. */
export type SessionLog = {
  session: SessionView;
  events: SessionEvent[];
  /** They follow each other. */
  turns: TurnView[];
  /** Set while the turns around an older one load. */
  isLoading: boolean;
  /** The version and the variables before the first of the turns; null while they load. */
  before: RouterOutputs['session']['at'] | null;
  /** The newest known turn. */
  lastTurn: number;
  /** Loads older turns; null when the first one is loaded, and where the loaded ones are around an older turn. */
  loadEarlier: (() => void) | null;
  connection: Connection;
  /** The reply that a model is writing; empty if none does. */
  partial: string;
};

type LogState = { log: SessionLog | null; error: unknown; retry: () => void };

const NOTHING = { turns: [], events: [] };

/** Loads a session and follows its changes; also the turns around `shown`, wherever that turn is. */
export function useSessionLog(sessionId: string, shown: number | null): LogState {
  const trpc = useTRPC();
  const [from, setFrom] = useState<number | null>(null);
  const session = useQuery(getSession(trpc, sessionId));
  if (from === null && session.data) setFrom(firstTurnOf(session.data));
  const finalTurn = session.data && isOver(session.data.status) ? session.data.turnNo : null;
  const { query: events, connection, partial } = useSessionEvents(sessionId, from, finalTurn);
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
  const older = shown !== null && from !== null && shown < from ? shown : null;
  const { parts, broken: brokenBlock } = useBlocks(sessionId, older, from);
  const loaded = useMemo(() => {
    const end = { turns: turns.data ?? [], events: events.data ?? [] };
    if (older === null || from === null) return end;
    return parts ? joinLog(parts, end, from) : NOTHING;
  }, [turns.data, events.data, older, from, parts]);
  const first = loaded.turns[0]?.no ?? null;
  const before = useQuery(getSessionBefore(trpc, sessionId, first));
  const broken =
    [session, events, turns, before].find(({ data, error }) => error && !data) ?? brokenBlock ?? undefined;
  const retry = () => broken?.refetch();
  if (!session.data || !events.data || !turns.data || from === null || brokenBlock)
    return { log: null, error: broken?.error ?? null, retry };
  const loadEarlier = from > 1 && older === null ? () => setFrom(Math.max(1, from - WINDOW)) : null;
  const isLoading = older !== null && parts === null;
  // Retention deletes the turns of a session before the session.
  const none = isLoading ? null : { versionId: session.data.versionId, variables: session.data.variables };
  const held = {
    session: session.data,
    ...loaded,
    isLoading,
    before: first === null ? none : (before.data ?? null),
  };
  return { log: { ...held, lastTurn, loadEarlier, connection, partial }, error: null, retry };
}
