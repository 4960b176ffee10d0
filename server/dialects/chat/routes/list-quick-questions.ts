import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply, NOT_MODIFIED } from '@/server/http/routing/openapi';
import { authenticateKey, getVisitedChannel } from '../auth';
import { listOpenIntents, toQuickQuestions } from '../intents';
import { quickQuestions } from '../reply/reply-schemas';
import { quickQuestionsQuery } from '../schemas';
import { KEY_FAILURES } from './describe-route';
import { answerPublicRead } from './public-read';

const route = createRoute({
  method: 'get',
  path: '/chat/quick-questions',
  operationId: 'listQuickQuestions',
  tags: ['Chat'],
  summary: 'List quick questions',
  description: 'The quick questions of the key, optionally of one page type.',
  security: [{ publicKey: [] }],
  request: { query: quickQuestionsQuery },
  responses: { 200: jsonReply('At most six', quickQuestions), 304: NOT_MODIFIED },
});

/** WIRE.md#public-reads. */
export const listQuickQuestionsEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, query: { pageType }, header }) => {
      const channel = await getVisitedChannel(ctx);
      const intents = await listOpenIntents(ctx, channel);
      const body = { quickQuestions: toQuickQuestions(channel, intents, pageType) };
      return answerPublicRead(body, header('if-none-match'));
    },
    { authenticate: authenticateKey, failures: KEY_FAILURES },
  );
