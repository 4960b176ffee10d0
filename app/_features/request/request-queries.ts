import { keepPreviousData } from '@tanstack/react-query';
import { type inferParserType, parseAsStringLiteral } from 'nuqs/server';
import { parseAsText } from '@/app/_lib/query-parsers';
import type { Trpc } from '@/app/_trpc/context';

const ROWS = 50;
const LIVE_MS = 5_000;

/** The filters of the request log, kept in the address; an outcome is the first digit of a status. */
export const REQUEST_PARAMS = { search: parseAsText, outcome: parseAsStringLiteral(['2', '4', '5']) };

/** The requests made with a key; null for those of all keys. */
export function listRequests(
  trpc: Trpc,
  keyId: string | null,
  { search, outcome }: inferParserType<typeof REQUEST_PARAMS>,
) {
  return trpc.apiKey.listRequests.infiniteQueryOptions(
    {
      ...(keyId !== null && { keyId }),
      limit: ROWS,
      ...(search && { search }),
      ...(outcome && { family: Number(outcome) }),
    },
    {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: LIVE_MS,
      placeholderData: keepPreviousData,
    },
  );
}
