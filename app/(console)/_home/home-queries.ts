import { keepPreviousData } from '@tanstack/react-query';
import { parseAsStringLiteral } from 'nuqs/server';
import type { Trpc } from '@/app/_trpc/context';
import { RANGE_NAMES, RANGES, type Range } from './ranges';

const NOW_MS = 5_000;
const RECENT_MS = 10_000;
const RECENT = 8;
const FLOWS = 6;

/** The range of the charts, kept in the address. */
export const HOME_PARAMS = { range: parseAsStringLiteral(RANGE_NAMES).withDefault('day') };

/** Current numbers, refetched every few seconds. */
export function getOverview(trpc: Trpc) {
  return trpc.overview.get.queryOptions(undefined, { refetchInterval: NOW_MS });
}

/** The sessions that breakpoints hold, refetched every few seconds. */
export function listHeldSessions(trpc: Trpc) {
  return trpc.debug.listHeld.queryOptions(undefined, { refetchInterval: NOW_MS });
}

/** The counts of a range; the previous range stays visible while another is fetched. */
export function getMetrics(trpc: Trpc, range: Range) {
  return trpc.organization.metrics.queryOptions(
    { range },
    { refetchInterval: RANGES[range].refreshMs, placeholderData: keepPreviousData },
  );
}

/** The newest session, to find out whether there has been one. */
export function findNewestSession(trpc: Trpc) {
  return trpc.session.list.queryOptions({ limit: 1 });
}

/** The latest sessions, without test sessions. */
export function listRecentSessions(trpc: Trpc) {
  return trpc.session.list.queryOptions({ limit: RECENT, isTest: false }, { refetchInterval: RECENT_MS });
}

/** The most recently edited flows. */
export function listRecentFlows(trpc: Trpc) {
  return trpc.flow.list.queryOptions({ limit: FLOWS });
}

/** A test session, to find out whether a flow has been tried. */
export function findTestSession(trpc: Trpc) {
  return trpc.session.list.queryOptions({ limit: 1, isTest: true });
}

/** A flow that can be started, for the first step. */
export function findPublishedFlow(trpc: Trpc) {
  return trpc.flow.list.queryOptions({ limit: 1, publishedOnly: true });
}
