import { keepPreviousData } from '@tanstack/react-query';
import { type inferParserType, parseAsStringLiteral } from 'nuqs/server';
import { parseAsFlag, parseAsText } from '@/app/_lib/query-parsers';
import type { Trpc } from '@/app/_trpc/context';

/** The filters of the list and whether the new-key dialog is open, kept in the address. */
export const KEY_PARAMS = { search: parseAsText, status: parseAsStringLiteral(['active']), new: parseAsFlag };

/** The keys of the list. */
export function listKeys(trpc: Trpc, { search, status }: inferParserType<typeof KEY_PARAMS>) {
  return trpc.apiKey.list.infiniteQueryOptions(
    { ...(search && { search }), ...(status && { activeOnly: true }) },
    { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
  );
}
