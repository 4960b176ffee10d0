import { keepPreviousData } from '@tanstack/react-query';
import type { inferParserType } from 'nuqs/server';
import { parseAsText } from '@/app/_lib/query-parsers';
import type { Trpc } from '@/app/_trpc/context';

/** The search of the list, kept in the address. */
export const PRICE_PARAMS = { search: parseAsText };

/** The prices of the list. */
export function listPrices(trpc: Trpc, { search }: inferParserType<typeof PRICE_PARAMS>) {
  return trpc.modelPrice.list.infiniteQueryOptions(search ? { search } : {}, {
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}
