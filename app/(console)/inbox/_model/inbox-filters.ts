import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { parseAsText } from '@/app/_lib/query-parsers';

export const QUEUES = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'mine', label: 'Mine' },
  { value: 'open', label: 'All' },
  { value: 'closed', label: 'Closed' },
] as const;

export type Queue = (typeof QUEUES)[number]['value'];

/** The listed conversations and the open one in the address, so that a view can be sent to someone. */
export const INBOX_FILTERS = {
  queue: parseAsStringLiteral(QUEUES.map(({ value }) => value)).withDefault('waiting'),
  room: parseAsString,
  search: parseAsText,
  /** The session of the open conversation. */
  open: parseAsString,
};

export type InboxFilters = inferParserType<typeof INBOX_FILTERS>;

/** Reads the filters from an address. */
export const loadInboxFilters = createLoader(INBOX_FILTERS);

/** Writes the filters as the query of an address: "" or "?…". */
export const toInboxQuery = createSerializer(INBOX_FILTERS);

/** The filters as the server takes them. */
export function toInboxInput({ queue, room, search }: InboxFilters) {
  return { queue, ...(room && { roomId: room }), ...(search.trim() && { search: search.trim() }) };
}
