/** Which conversations are listed, and which one is open; it lives in the address, so that a view can be sent to someone. */
export type InboxFilters = {
  queue: Queue;
  room: string | null;
  search: string;
  /** The session of the open conversation. */
  open: string | null;
};

export const QUEUES = [
  { value: 'waiting', label: 'Waiting' },
  { value: 'mine', label: 'Mine' },
  { value: 'open', label: 'All' },
  { value: 'closed', label: 'Closed' },
] as const;

export type Queue = (typeof QUEUES)[number]['value'];

type Query = Pick<URLSearchParams, 'get'>;

/** Reads an address; what it does not know is left out. */
export function parseInboxFilters(query: Query): InboxFilters {
  const queue = QUEUES.find(({ value }) => value === query.get('queue'));
  return {
    queue: queue?.value ?? 'waiting',
    room: query.get('room') || null,
    search: query.get('search') ?? '',
    open: query.get('open') || null,
  };
}

/** Writes an address's query; the usual values are left out. */
export function toInboxQuery({ queue, room, search, open }: InboxFilters): Record<string, string> {
  const entries = Object.entries({ queue: queue === 'waiting' ? '' : queue, room, search, open });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The filters as the server takes them. */
export function toInboxInput({ queue, room, search }: InboxFilters) {
  return { queue, ...(room && { roomId: room }), ...(search.trim() && { search: search.trim() }) };
}
