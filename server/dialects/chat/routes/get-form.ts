import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply, NOT_MODIFIED } from '@/server/http/routing/openapi';
import { recordClientEvents } from '@/server/services/client-event/record-client-events';
import { authenticateKey, getVisitedChannel } from '../auth';
import { toInputSchema } from '../forms/fields';
import { getForm, toFormBody } from '../forms/form';
import { formReply, formSchemaReply } from '../reply/reply-schemas';
import { formPath, keyQuery } from '../schemas';
import { KEY_FAILURES } from './describe-route';
import { answerPublicRead } from './public-read';

/** The telemetry event of a mount. */
const MOUNTED = 'form_mounted';

const mount = createRoute({
  method: 'get',
  path: '/forms/{codeOrId}',
  operationId: 'getForm',
  tags: ['Forms'],
  summary: 'Mount a form',
  description: 'The form for a page to show. Each call counts as a mount, so it is not cached.',
  security: [{ publicKey: [] }],
  request: { params: formPath, query: keyQuery },
  responses: { 200: jsonReply('The form', formReply) },
});

const schema = createRoute({
  method: 'get',
  path: '/forms/{codeOrId}/schema',
  operationId: 'getFormSchema',
  tags: ['Forms'],
  summary: "Read a form's schema",
  description: 'The JSON Schema of its values. Not counted; may be cached for a minute.',
  security: [{ publicKey: [] }],
  request: { params: formPath, query: keyQuery },
  responses: { 200: jsonReply('The schema', formSchemaReply), 304: NOT_MODIFIED },
});

/** Records a mount of the form (WIRE.md#forms). */
export const getFormEndpoint = () =>
  defineEndpoint(
    mount,
    async ({ ctx, params: { codeOrId }, isHead }) => {
      const form = await getForm(ctx, codeOrId);
      const { id: channelId } = await getVisitedChannel(ctx);
      const mounted = { name: MOUNTED, props: { form: form.code } };
      if (!isHead()) await recordClientEvents(ctx, { channelId, events: [mounted] });
      return { status: 200, body: { form: toFormBody(form) }, headers: { 'X-Edge-Source': 'origin' } };
    },
    { authenticate: authenticateKey, failures: KEY_FAILURES },
  );

/** WIRE.md#public-reads. */
export const getFormSchemaEndpoint = () =>
  defineEndpoint(
    schema,
    async ({ ctx, params: { codeOrId }, header }) => {
      const { fields } = await getForm(ctx, codeOrId);
      return answerPublicRead({ schema: toInputSchema(fields) }, header('if-none-match'));
    },
    { authenticate: authenticateKey, failures: KEY_FAILURES },
  );
