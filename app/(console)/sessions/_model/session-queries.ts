import { keepPreviousData } from '@tanstack/react-query';
import type { Trpc } from '@/app/_trpc/context';
import { type SessionFilters, toListInput } from './session-filters';

const ROWS = 50;
// The visible page is refetched while shown: one indexed query. A stream of every turn would cost by the
// organization's traffic; this costs by the number of viewers.
const LIVE_MS = 3_000;

/** The sessions of the list. */
export function listSessions(trpc: Trpc, filters: SessionFilters) {
  return trpc.session.list.queryOptions(
    { ...toListInput(filters), limit: ROWS },
    { refetchInterval: LIVE_MS, placeholderData: keepPreviousData },
  );
}
