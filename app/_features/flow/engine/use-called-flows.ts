'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { listCalledFlows } from '../graph/list-called-flows';
import type { Draft } from '../json/parse-draft';
import type { DraftTests } from './test-tasks';

/** The published versions of the flows that a draft calls; null while they load, and none where they cannot be read. */
export function useCalledFlows(flowId: string, draft: Draft, isNeeded: boolean): DraftTests['called'] | null {
  const trpc = useTRPC();
  // A text, so that equal lists are equal.
  const names = useMemo(() => listCalledFlows(draft).join(' '), [draft]);
  const slugs = useMemo(() => (names === '' ? [] : names.split(' ')), [names]);
  const called = useQuery(
    trpc.flow.getCalledFlows.queryOptions({ flowId, slugs }, { enabled: isNeeded && names !== '' }),
  );
  if (names === '') return NOTHING_CALLED;
  return (called.data as DraftTests['called'] | undefined) ?? (called.isError ? NOTHING_CALLED : null);
}

const NOTHING_CALLED: DraftTests['called'] = { flows: {}, links: {} };
