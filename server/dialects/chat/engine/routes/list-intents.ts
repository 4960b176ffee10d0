import { createRoute } from '@hono/zod-openapi';
import { respondWithETag } from '@/server/http/response/content-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply, NOT_MODIFIED } from '@/server/http/routing/openapi';
import { requireOrganization } from '@/server/http/routing/require-organization';
import { requireScope } from '@/server/services/context';
import { listIntents } from '@/server/services/trigger/list-intents';
import { type OpenIntent, toIntentBody } from '../../intents';
import type { CatalogIntentBody } from '../../reply/reply-schemas';
import { intentsQuery, intentsReply } from '../schemas';

const CACHED = 'private, no-cache';

const route = createRoute({
  method: 'get',
  path: '/intents',
  operationId: 'listIntents',
  tags: ['Intents'],
  summary: 'List the intents',
  description: 'The intents of all published flows, whatever the keys allow. Send the ETag as If-None-Match.',
  request: { query: intentsQuery },
  responses: { 200: jsonReply('The catalogue', intentsReply), 304: NOT_MODIFIED },
});

/** WIRE.md#engine-api. */
export const listIntentsEndpoint = () =>
  defineEndpoint(route, async ({ ctx, query, header }) => {
    requireOrganization(ctx.actor, query.tenant_id);
    requireScope(ctx, 'sessions:read');
    const intents = (await listIntents(ctx)).map(toCatalogueBody);
    return respondWithETag({ intents }, header('if-none-match'), { 'Cache-Control': CACHED });
  });

function toCatalogueBody(intent: OpenIntent): CatalogIntentBody {
  const { displayLabel, accentColor, styleVariant, isPinned, ...same } = toIntentBody(intent);
  return {
    ...same,
    display_label: displayLabel,
    accent_color: accentColor,
    style_variant: styleVariant,
    is_pinned: isPinned,
    flow_id: intent.flowId,
  };
}
