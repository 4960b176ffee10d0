import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { parseIfMatch, toETag } from '@/server/http/etag';
import { ifMatch, jsonReply } from '@/server/http/openapi';
import { restoreVersion } from '@/server/services/flow/restore-version';
import { flow, versionPath } from '../schemas';
import { DRAFT_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/flows/{flowId}/versions/{number}/restore',
  summary: 'Copy a version into the draft',
  description: 'The draft that stood there is replaced; nothing is published.',
  request: { params: versionPath, headers: ifMatch },
  responses: { 200: jsonReply('The flow with that draft', flow), ...DRAFT_FAILURES },
});

/** Copy a version into the draft. */
export const restoreVersionEndpoint = defineEndpoint(
  route,
  async ({ ctx, params: { flowId, number }, header }) => {
    const restored = await restoreVersion(ctx, { flowId, number, ifRev: parseIfMatch(header('if-match')) });
    return { status: 200, body: restored, headers: { ETag: toETag(restored.draftRev) } };
  },
);
