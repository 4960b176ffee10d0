import { createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { parseAsText } from '@/app/_lib/query-parsers';

export const QUEUES = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'mine', label: 'Mine' },
  { value: 'open', label: 'All' },
  { value: 'snoozed', label: 'Snoozed' },
  { value: 'closed', label: 'Closed' },
] as const;

export type Queue = (typeof QUEUES)[number]['value'];

/** The listed queue and the open conversation, kept in the address so that a view can be shared. */
export const INBOX_FILTERS = {
  queue: parseAsStringLiteral(QUEUES.map(({ value }) => value)).withDefault('waiting'),
  room: parseAsString,
  label: parseAsString,
  search: parseAsText,
  /** The session of the open conversation. */
  open: parseAsString,
};

export type InboxFilters = inferParserType<typeof INBOX_FILTERS>;

/** Formats the filters as the query of an address: "" or "?…". */
export const toInboxQuery = createSerializer(INBOX_FILTERS);

/** The filters as input of the server's call. */
export function toInboxInput({ queue, room, label, search }: InboxFilters) {
  return {
    queue,
    ...(room && { roomId: room }),
    ...(label && { label }),
    ...(search.trim() && { search: search.trim() }),
  };
}
