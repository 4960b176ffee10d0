import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { STATUS_OPTIONS } from '@/app/_features/session/session-status';
import { parseAsFlag, parseAsText } from '@/app/_lib/query-parsers';

/** The filters of the list in the address, so that a view can be sent to someone. */
export const SESSION_FILTERS = {
  status: parseAsArrayOf(parseAsStringLiteral(STATUS_OPTIONS.map(({ value }) => value))).withDefault([]),
  flow: parseAsString,
  channel: parseAsString,
  test: parseAsStringLiteral(['only', 'none']),
  /** Somebody waits for a person. */
  waiting: parseAsFlag,
  search: parseAsText,
  cursor: parseAsString,
};

export type SessionFilters = inferParserType<typeof SESSION_FILTERS>;

/** Reads the filters from an address. */
export const loadSessionFilters = createLoader(SESSION_FILTERS);

/** Writes the filters as the query of an address: "" or "?…". */
export const toSessionQuery = createSerializer(SESSION_FILTERS);

/** The filters as the server takes them. */
export function toListInput({ status, flow, channel, test, waiting, search, cursor }: SessionFilters) {
  return {
    ...(status.length > 0 && { status }),
    ...(flow && { flowId: flow }),
    ...(channel && { channel }),
    ...(test && { isTest: test === 'only' }),
    ...(waiting && { waiting }),
    ...(search.trim() && { search: search.trim() }),
    ...(cursor && { cursor }),
  };
}

/** Whether the list shows only some of the sessions. */
export function isFiltered(filters: SessionFilters): boolean {
  return toSessionQuery({ ...filters, cursor: null }) !== '';
}
