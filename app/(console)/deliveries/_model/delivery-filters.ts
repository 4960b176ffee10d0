import {
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { DeliveryStatus } from '@/app/_features/delivery/delivery-status';
import { parseAsText } from '@/app/_lib/query-parsers';

const STATUSES: readonly DeliveryStatus[] = ['pending', 'delivered', 'dead'];

/** The filters of the list, kept in the address so that a view can be shared. */
export const DELIVERY_FILTERS = {
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  channel: parseAsString,
  event: parseAsString,
  session: parseAsString,
  search: parseAsText,
  cursor: parseAsString,
};

export type DeliveryFilters = inferParserType<typeof DELIVERY_FILTERS>;

/** Formats the filters as the query of an address: "" or "?…". */
export const toDeliveryQuery = createSerializer(DELIVERY_FILTERS);

/** The filters as input of the server's call. */
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

/** Whether the list is filtered. */
export function isFiltered(filters: DeliveryFilters): boolean {
  return toDeliveryQuery({ ...filters, cursor: null }) !== '';
}

type DeliveryView = { value: string; label: string; status: DeliveryStatus[] };

/** Frequently used filters. */
export const VIEWS: readonly DeliveryView[] = [
  { value: 'all', label: 'All', status: [] },
  { value: 'pending', label: 'Pending', status: ['pending'] },
  { value: 'dead', label: 'Dead letters', status: ['dead'] },
];
