import { QueryClient } from '@tanstack/react-query';
import { isOver } from '@/app/_features/session/session-status';
import type { SessionView } from '@/app/_features/session/view';
import type { Trpc } from '@/app/_trpc/context';
import { beforeTurn } from './event-log';

/** The number of turns that load first, and of those that each further page adds. */
export const WINDOW = 200;
/** The number of turns per request. */
export const TURNS = 50;
const LOOK_MS = 10_000;

/** A session, refetched in case its stream fails. */
export function getSession(trpc: Trpc, sessionId: string) {
  return trpc.session.get.queryOptions(
    { sessionId },
    { refetchInterval: ({ state: { data } }) => (data && isOver(data.status) ? false : LOOK_MS) },
  );
}

/** A version that a session runs, or ran until it was moved; a version never changes. */
export function getVersion(trpc: Trpc, { flowId, versionId }: Pick<SessionView, 'flowId' | 'versionId'>) {
  return trpc.session.version.queryOptions({ flowId, versionId }, { staleTime: Number.POSITIVE_INFINITY });
}

/** The version and the variables of a session before a turn; they never change. */
export function getSessionBefore(trpc: Trpc, sessionId: string, turn: number | null) {
  const input = { sessionId, turnNo: (turn ?? 1) - 1 };
  const options = { enabled: turn !== null, staleTime: Number.POSITIVE_INFINITY };
  return trpc.session.at.queryOptions(input, options);
}

/** The first turn of the window that ends with the newest turn. */
export function firstTurnOf({ turnNo }: Pick<SessionView, 'turnNo'>): number {
  return Math.max(1, turnNo - WINDOW + 1);
}

/** The query key of a session's turns from `from` on. */
export function turnsKey(sessionId: string, from: number | null) {
  return ['session-turns', sessionId, from] as const;
}

/** The query key of a session's events from turn `from` on. */
export function eventsKey(sessionId: string, from: number | null) {
  return ['session-events', sessionId, from] as const;
}

/** Prefetches the turns and events of a session, and what was before them; a long log is left to the browser. */
export function listLogReads(trpc: Trpc, session: SessionView) {
  const { id: sessionId } = session;
  const from = firstTurnOf(session);
  // Not part of the page's data: the page keeps the log under keys of its own.
  const pages = new QueryClient();
  const readTurns = async () => {
    const input = { sessionId, afterNo: from - 1, limit: TURNS };
    const { items, nextCursor } = await pages.fetchQuery(trpc.session.turns.queryOptions(input));
    if (nextCursor !== null) throw new Error('The log is long.');
    return items;
  };
  const readEvents = async () => {
    const input = { sessionId, after: beforeTurn(from) };
    const { events, more } = await pages.fetchQuery(trpc.session.listEvents.queryOptions(input));
    if (more) throw new Error('The log is long.');
    return events;
  };
  return [
    getSessionBefore(trpc, sessionId, from),
    { queryKey: turnsKey(sessionId, from), queryFn: readTurns },
    { queryKey: eventsKey(sessionId, from), queryFn: readEvents },
  ];
}
