import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { resolveFlowRef } from '@/server/services/flow/resolve-flow-ref';
import { getReply } from '@/server/services/session/get-reply';
import { startSession } from '@/server/services/session/start-session';
import type { Json } from '@/server/shared/json';
import { toRegional } from '../regional';
import { sessionReply } from '../schemas/replies';
import { flowPath, startBody } from '../schemas/requests';
import { toReplyBody } from '../translate';
import { START_FAILURES } from './describe-route';

const DEFAULT_CHANNEL = 'api';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/flows/{flowId}/sessions',
  operationId: 'startSession',
  tags: ['Flows'],
  summary: 'Start a session',
  description: 'Creates a session and runs the flow to its first wait or its end.',
  request: { params: flowPath, body: jsonBody(startBody, { required: false }) },
  responses: { 201: jsonReply('The session and its messages', sessionReply) },
});

/** WIRE.md#start-a-session. */
export const startSessionEndpoint = ({ waitMs }: { waitMs: number }) =>
  defineEndpoint(
    route,
    async ({ ctx, params, body, applied }) => {
      const metadata = body.metadata ?? {};
      const reply = applied
        ? await getReply(ctx, { ...applied, waitMs })
        : await startSession(ctx, {
            flowId: await resolveFlowRef(ctx, { flowRef: params.flowId }),
            variables: body.variables ?? {},
            metadata,
            channel: textOf(metadata.channel) ?? DEFAULT_CHANNEL,
            externalId: textOf(metadata.externalSessionId),
            regional: toRegional(body),
            environment: body.environment ?? undefined,
            version: body.version ?? undefined,
            waitMs,
          });
      return { status: 201, body: toReplyBody(reply), keep: reply.settled };
    },
    { failures: START_FAILURES },
  );

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
