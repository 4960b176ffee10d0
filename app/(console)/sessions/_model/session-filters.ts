import {
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { STATUS_OPTIONS } from '@/app/_features/session/session-status';
import { parseAsFlag, parseAsText, parseAsTime } from '@/app/_lib/query-parsers';

/** The filters of the list, kept in the address so that a view can be shared. */
export const SESSION_FILTERS = {
  status: parseAsArrayOf(parseAsStringLiteral(STATUS_OPTIONS.map(({ value }) => value))).withDefault([]),
  flow: parseAsString,
  channel: parseAsString,
  test: parseAsStringLiteral(['only', 'none']),
  /** Whether a visitor waits for a person. */
  waiting: parseAsFlag,
  search: parseAsText,
  since: parseAsTime,
  before: parseAsTime,
  cursor: parseAsString,
};

export type SessionFilters = inferParserType<typeof SESSION_FILTERS>;

/** Formats the filters as the query of an address: "" or "?…". */
export const toSessionQuery = createSerializer(SESSION_FILTERS);

/** The filters as input of the server's call. */
export function toListInput(filters: SessionFilters) {
  const { status, flow, channel, test, waiting, search, since, before, cursor } = filters;
  return {
    ...(status.length > 0 && { status }),
    ...(flow && { flowId: flow }),
    ...(channel && { channel }),
    ...(test && { isTest: test === 'only' }),
    ...(waiting && { waiting }),
    ...(search.trim() && { search: search.trim() }),
    ...(since && { createdSince: since }),
    ...(before && { createdBefore: before }),
    ...(cursor && { cursor }),
  };
}

/** Whether the list is filtered. */
export function isFiltered(filters: SessionFilters): boolean {
  return toSessionQuery({ ...filters, cursor: null }) !== '';
}
