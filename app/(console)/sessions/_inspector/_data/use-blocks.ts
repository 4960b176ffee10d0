'use client';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTRPCClient } from '@/app/_trpc/context';
import { type Block, type BlockParts, blocksAround, joinBlocks, rangeOf } from './blocks';
import { readEvents, readTurns } from './read-log';

/** The turns around one that is older than the loaded end of the session; null where there is none such. */
export function useBlocks(sessionId: string, turn: number | null, end: number | null) {
  const client = useTRPCClient();
  const numbers = turn === null || end === null ? [] : blocksAround(turn, end);
  const combine = useCallback(
    (found: UseQueryResult<BlockParts>[]) => ({
      parts:
        turn === null
          ? null
          : joinBlocks(
              found.flatMap(({ data }) => data ?? []),
              turn,
            ),
      broken: found.find(({ error, data }) => error && !data) ?? null,
    }),
    [turn],
  );
  const read = async (block: Block): Promise<BlockParts> => {
    const range = rangeOf(block);
    const [turns, events] = await Promise.all([
      readTurns(client, sessionId, range),
      readEvents(client, sessionId, range),
    ]);
    return { block, turns, events };
  };
  return useQueries({
    queries: numbers.map((block) => ({
      queryKey: ['session-block', sessionId, block],
      queryFn: () => read(block),
      structuralSharing: false,
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine,
  });
}
