import { keepPreviousData } from '@tanstack/react-query';
import type { Trpc } from '@/app/_trpc/context';
import { type AuditFilters, toAuditInput } from './audit-filters';

const ROWS = 50;

/** The entries of the log. */
export function listAudit(trpc: Trpc, filters: AuditFilters) {
  return trpc.organization.listAudit.infiniteQueryOptions(
    { ...toAuditInput(filters), limit: ROWS },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
}
