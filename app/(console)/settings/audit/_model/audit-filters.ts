import { createSerializer, type inferParserType } from 'nuqs/server';
import { parseAsText } from '@/app/_lib/query-parsers';

/** The filters of the log and its open entry, kept in the address. */
export const AUDIT_FILTERS = {
  actor: parseAsText,
  thing: parseAsText,
  id: parseAsText,
  search: parseAsText,
  entry: parseAsText,
};

export type AuditFilters = inferParserType<typeof AUDIT_FILTERS>;

/** Formats the filters as the query of an address: "" or "?…". */
export const toAuditQuery = createSerializer(AUDIT_FILTERS);

/** The filters as input of the server's call. */
export function toAuditInput({ actor, thing, id, search }: AuditFilters) {
  return {
    ...(actor && { actor }),
    ...(thing && { thing }),
    ...(id && { thingId: id }),
    ...(search.trim() && { search: search.trim() }),
  };
}
