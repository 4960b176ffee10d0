import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { CHANNEL_ORDERINGS, type ChannelOrdering } from '@/server/services/channel/channel-cursor';
import { listChannels } from '@/server/services/channel/list-channels';
import { channelList, channelsQuery, orgPath } from '../schemas';
import { toChannelBody } from '../translate';

const PAGE_SIZE = 50;
const DEFAULT_ORDERING: ChannelOrdering = '-created_at';

type Query = { ordering?: string | string[] | undefined };

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/unified_messaging',
  operationId: 'listChannels',
  tags: ['Channels'],
  summary: 'List channels',
  description: 'All registered channels in pages; next and previous are URLs of pages.',
  request: { params: orgPath, query: channelsQuery },
  responses: { 200: jsonReply('A page of channels', channelList) },
});

/** WIRE.md#list-channels. */
export const listChannelsEndpoint = ({ publicUrl }: { publicUrl: string | undefined }) =>
  defineEndpoint(route, async (call) => {
    const { ctx, query } = call;
    const base = `${publicUrl?.replace(/\/+$/, '') ?? call.origin()}/api/v5/orgs/${call.params.orgId}/unified_messaging`;
    const ordering = toOrdering(lastOf(query.ordering));
    const cursor = lastOf(query.cursor);
    const page = await listChannels(ctx, { kind: 'umi', ordering, cursor, limit: PAGE_SIZE });
    const body = {
      next: toAddress(base, query, page.nextCursor),
      previous: toAddress(base, query, page.previousCursor),
      results: page.items.map((channel) => toChannelBody(ctx.actor.orgId, channel)),
    };
    return { status: 200, body };
  });

// The last value of a repeated parameter counts, as in Django.
function lastOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.at(-1);
}

/** The first known key; unknown ones are ignored. */
function toOrdering(given = ''): ChannelOrdering {
  const keys = given.split(',').map((key) => key.trim().replace(/^messaging_channel$/, 'label'));
  return CHANNEL_ORDERINGS.find((ordering) => ordering === keys.find(isOrdering)) ?? DEFAULT_ORDERING;
}

function isOrdering(key: string): boolean {
  return CHANNEL_ORDERINGS.some((ordering) => ordering === key);
}

/** The URL of another page. */
function toAddress(base: string, query: Query, cursor: string | null): string | null {
  if (cursor === null) return null;
  const ordering = lastOf(query.ordering);
  const parameters = new URLSearchParams({ cursor, ...(ordering !== undefined && { ordering }) });
  return `${base}?${parameters}`;
}
