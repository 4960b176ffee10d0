'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TurnView } from '@/app/_features/session/view';
import { useTRPCClient } from '@/app/_trpc/context';
import { TURNS, turnsKey } from '../_model/session-queries';

/** A session's turns from `from` to `last`, the newest known; each is fetched once. */
export function useSessionTurns(sessionId: string, from: number | null, last: number) {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const key = turnsKey(sessionId, from);

  const readOn = async (): Promise<TurnView[]> => {
    const turns = [...(cache.getQueryData<TurnView[]>(key) ?? [])];
    for (let more = true; more; ) {
      const afterNo = turns.at(-1)?.no ?? (from ?? 1) - 1;
      const page = await client.session.turns.query({ sessionId, afterNo, limit: TURNS });
      turns.push(...page.items);
      more = page.nextCursor !== null;
    }
    return turns;
  };

  const query = useQuery({
    queryKey: key,
    queryFn: readOn,
    enabled: from !== null,
    structuralSharing: false,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { refetch, isSuccess, isPlaceholderData, isFetching, dataUpdatedAt } = query;
  const known = query.data?.at(-1)?.no ?? 0;
  useCatchUp({
    behind: isSuccess && !isPlaceholderData && known < last,
    isFetching,
    dataUpdatedAt,
    last,
    refetch,
  });
  return query;
}

type CatchUp = {
  behind: boolean;
  isFetching: boolean;
  dataUpdatedAt: number;
  last: number;
  refetch: (options: { cancelRefetch: boolean }) => unknown;
};

/** Fetches again while a newer turn is known; after a failure it waits for the next event. */
export function useCatchUp({ behind, isFetching, dataUpdatedAt, last, refetch }: CatchUp): void {
  const attempt = `${String(dataUpdatedAt)} ${String(last)}`;
  useEffect(() => {
    if (attempt && behind && !isFetching) refetch({ cancelRefetch: false });
  }, [attempt, behind, isFetching, refetch]);
}
