import type { DeliveryStatus } from '@/app/_features/delivery/delivery-status';

/** What the list is narrowed to; it lives in the address, so that a view can be sent to someone. */
export type DeliveryFilters = {
  status: DeliveryStatus[];
  channel: string | null;
  event: string | null;
  session: string | null;
  search: string;
  cursor: string | null;
};

/** Everything there is, the newest first. */
export const NO_FILTERS: DeliveryFilters = {
  status: [],
  channel: null,
  event: null,
  session: null,
  search: '',
  cursor: null,
};

const STATUSES: readonly DeliveryStatus[] = ['pending', 'delivered', 'dead'];

/** Reads the filters from an address; what it does not know is left out. */
export function parseFilters(query: Pick<URLSearchParams, 'get'>): DeliveryFilters {
  const wanted = (query.get('status') ?? '').split(',');
  return {
    status: STATUSES.filter((status) => wanted.includes(status)),
    channel: query.get('channel') || null,
    event: query.get('event') || null,
    session: query.get('session') || null,
    search: query.get('search') ?? '',
    cursor: query.get('cursor') || null,
  };
}

/** Writes the filters as the query of an address: "" or "?…". */
export function toQuery({ status, ...rest }: DeliveryFilters): string {
  const entries = Object.entries({ status: status.join(','), ...rest });
  const set = entries.filter((entry): entry is [string, string] => Boolean(entry[1]));
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}

/** The filters as the server takes them. */
export function toListInput({ status, channel, event, session, search, cursor }: DeliveryFilters) {
  return {
    ...(status.length > 0 && { status }),
    ...(channel && { channelId: channel }),
    ...(event && { event }),
    ...(session && { sessionId: session }),
    ...(search.trim() && { search: search.trim() }),
    ...(cursor && { cursor }),
  };
}

/** Whether the list shows only part of what there is. */
export function isFiltered(filters: DeliveryFilters): boolean {
  return toQuery({ ...filters, cursor: null }) !== '';
}

/** Views that are asked for again and again, by their filters. */
export const VIEWS: readonly { label: string; status: DeliveryStatus[] }[] = [
  { label: 'All', status: [] },
  { label: 'Pending', status: ['pending'] },
  { label: 'Dead letters', status: ['dead'] },
];
