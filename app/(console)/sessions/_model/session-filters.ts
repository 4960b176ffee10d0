import type { SessionStatus } from '@/server/services/session/view';

/** What the list is narrowed to; it lives in the address, so that a view can be sent to someone. */
export type SessionFilters = {
  status: SessionStatus[];
  flow: string | null;
  channel: string | null;
  trial: 'only' | 'none' | null;
  /** Somebody waits for a person. */
  waiting: boolean;
  search: string;
  cursor: string | null;
};

/** Everything there is, the newest first. */
export const NO_FILTERS: SessionFilters = {
  status: [],
  flow: null,
  channel: null,
  trial: null,
  waiting: false,
  search: '',
  cursor: null,
};

type Query = Pick<URLSearchParams, 'get'>;

/** Reads the filters from an address; what it does not know is left out. */
export function parseFilters(query: Query, statuses: readonly SessionStatus[]): SessionFilters {
  const wanted = (query.get('status') ?? '').split(',');
  const trial = query.get('trial');
  return {
    status: statuses.filter((status) => wanted.includes(status)),
    flow: query.get('flow') || null,
    channel: query.get('channel') || null,
    trial: trial === 'only' || trial === 'none' ? trial : null,
    waiting: query.get('waiting') === '1',
    search: query.get('search') ?? '',
    cursor: query.get('cursor') || null,
  };
}

/** Writes the filters as the query of an address: "" or "?…". */
export function toQuery({ status, waiting, ...rest }: SessionFilters): string {
  const entries = Object.entries({ status: status.join(','), waiting: waiting ? '1' : null, ...rest });
  const set = entries.filter((entry): entry is [string, string] => Boolean(entry[1]));
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}

/** The filters as the server takes them. */
export function toListInput({ status, flow, channel, trial, waiting, search, cursor }: SessionFilters) {
  return {
    ...(status.length > 0 && { status }),
    ...(flow && { flowId: flow }),
    ...(channel && { channel }),
    ...(trial && { trial: trial === 'only' }),
    ...(waiting && { waiting }),
    ...(search.trim() && { search: search.trim() }),
    ...(cursor && { cursor }),
  };
}

/** Whether the list shows only part of what there is. */
export function isFiltered(filters: SessionFilters): boolean {
  return toQuery({ ...filters, cursor: null }) !== '';
}
