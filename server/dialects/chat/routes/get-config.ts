import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply, NOT_MODIFIED } from '@/server/http/routing/openapi';
import { domainError } from '@/server/shared/errors';
import { authenticateKey, type ChatChannel, getVisitedChannel } from '../auth';
import { configReply } from '../reply/reply-schemas';
import { keyQuery, sectionPath } from '../schemas';
import { KEY_FAILURES } from './describe-route';
import { answerPublicRead } from './public-read';

const route = createRoute({
  method: 'get',
  path: '/config/{section}',
  operationId: 'getConfig',
  tags: ['Configuration'],
  summary: 'Read a section of the configuration',
  description: 'The section `widget` has the appearance of the widget.',
  security: [{ publicKey: [] }],
  request: { params: sectionPath, query: keyQuery },
  responses: { 200: jsonReply('The section', configReply), 304: NOT_MODIFIED },
});

const SECTIONS: Record<string, (channel: ChatChannel) => Record<string, unknown>> = {
  widget: ({ settings }) => settings.widget,
};

/** WIRE.md#public-reads. */
export const getConfigEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { section }, header }) => {
      const channel = await getVisitedChannel(ctx);
      const read = Object.hasOwn(SECTIONS, section) ? SECTIONS[section] : undefined;
      if (!read) throw domainError('not_found', { thing: 'route', id: section });
      return answerPublicRead({ section, config: read(channel) }, header('if-none-match'));
    },
    { authenticate: authenticateKey, failures: KEY_FAILURES },
  );
