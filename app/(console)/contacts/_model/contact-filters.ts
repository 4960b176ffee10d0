import { type inferParserType, parseAsString } from 'nuqs/server';
import { parseAsText } from '@/app/_lib/query-parsers';

/** The filters of the list, kept in the address. */
export const CONTACT_FILTERS = { search: parseAsText, cursor: parseAsString };

export type ContactFilters = inferParserType<typeof CONTACT_FILTERS>;
