'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TurnView } from '@/app/_features/session/view';
import { useTRPCClient } from '@/app/_trpc/context';
import { turnsKey } from '../_model/session-queries';
import { END, readTurns } from './read-log';

/** A session's turns from `from` to `last`, the newest known; each is fetched once. */
export function useSessionTurns(sessionId: string, from: number | null, last: number) {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const key = turnsKey(sessionId, from);

  const readOn = async (): Promise<TurnView[]> => {
    const held = cache.getQueryData<TurnView[]>(key) ?? [];
    const newest = held.at(-1);
    const range = { from: newest ? newest.no + 1 : (from ?? 1), to: END };
    return [...held, ...(await readTurns(client, sessionId, range))];
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
