import { keepPreviousData } from '@tanstack/react-query';
import { createLoader, parseAsStringLiteral } from 'nuqs/server';
import type { Trpc } from '@/app/_trpc/context';
import { RANGE_NAMES, RANGES, type Range } from './ranges';

const NOW_MS = 5_000;
const RECENT_MS = 10_000;
const RECENT = 8;
const FLOWS = 6;

/** The range of the charts in the address. */
export const HOME_PARAMS = { range: parseAsStringLiteral(RANGE_NAMES).withDefault('day') };

/** Reads the range from an address. */
export const loadHomeParams = createLoader(HOME_PARAMS);

/** Current numbers, asked for again every few seconds. */
export function getOverview(trpc: Trpc) {
  return trpc.overview.get.queryOptions(undefined, { refetchInterval: NOW_MS });
}

/** The counts of a range; while another range is fetched the last one stays. */
export function getMetrics(trpc: Trpc, range: Range) {
  return trpc.organization.metrics.queryOptions(
    { range },
    { refetchInterval: RANGES[range].refreshMs, placeholderData: keepPreviousData },
  );
}

/** The newest session, which tells whether there was ever one. */
export function findNewestSession(trpc: Trpc) {
  return trpc.session.list.queryOptions({ limit: 1 });
}

/** The last sessions, without test sessions. */
export function listRecentSessions(trpc: Trpc) {
  return trpc.session.list.queryOptions({ limit: RECENT, isTest: false }, { refetchInterval: RECENT_MS });
}

/** The flows that were edited last. */
export function listRecentFlows(trpc: Trpc) {
  return trpc.flow.list.queryOptions({ limit: FLOWS });
}

/** A flow that can be started, for the first step. */
export function findPublishedFlow(trpc: Trpc) {
  return trpc.flow.list.queryOptions({ limit: 1, publishedOnly: true });
}
