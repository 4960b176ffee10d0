import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { getSession } from '@/server/services/session/get-session';
import { listMessages } from '@/server/services/session/list-messages';
import { listSessions } from '@/server/services/session/list-sessions';
import { listTurns } from '@/server/services/session/list-turns';
import {
  afterQuery,
  messageList,
  orgPath,
  session,
  sessionList,
  sessionPath,
  sessionsQuery,
  turnList,
} from '../schemas';
import { FAILURES, NAMED_FAILURES } from './describe-route';

const listSessionsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions',
    summary: 'List sessions',
    description:
      'The newest first, those of drafts that are tried too unless trial=false. search finds an id, an external id or a part of a message.',
    request: { params: orgPath, query: sessionsQuery },
    responses: { 200: jsonReply('Sessions, the newest first', sessionList), ...FAILURES },
  }),
  async ({ ctx, query }) => ({
    status: 200,
    body: await listSessions(ctx, query),
  }),
);

const getSessionEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions/{sessionId}',
    summary: 'Read a session',
    description: 'Its status, what it waits for, all its variables and, when it failed, why.',
    request: { params: sessionPath },
    responses: {
      200: jsonReply('The session, its variables and what it waits for', session),
      ...NAMED_FAILURES,
    },
  }),
  async ({ ctx, params: { sessionId } }) => ({
    status: 200,
    body: await getSession(ctx, { sessionId }),
  }),
);

const listMessagesEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions/{sessionId}/messages',
    summary: 'Read the transcript',
    description: 'What was said in both directions, the oldest first; after is the seq that was read last.',
    request: { params: sessionPath, query: afterQuery },
    responses: {
      200: jsonReply('Messages in order; the next cursor serves as after', messageList),
      ...NAMED_FAILURES,
    },
  }),
  async ({ ctx, params: { sessionId }, query: { after, limit } }) => ({
    status: 200,
    body: await listMessages(ctx, { sessionId, afterSeq: after, limit }),
  }),
);

const listTurnsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions/{sessionId}/turns',
    summary: 'Read what each turn did and why',
    description:
      'For each turn the event that was taken, the nodes that were passed, decisions with their operands, calls, and the variables that changed. after is the number of the turn that was read last.',
    request: { params: sessionPath, query: afterQuery },
    responses: {
      200: jsonReply('Turns in order; the next cursor serves as after', turnList),
      ...NAMED_FAILURES,
    },
  }),
  async ({ ctx, params: { sessionId }, query: { after, limit } }) => ({
    status: 200,
    body: await listTurns(ctx, { sessionId, afterNo: after, limit }),
  }),
);

/** The endpoints of sessions. */
export const sessionEndpoints = [
  listSessionsEndpoint,
  getSessionEndpoint,
  listMessagesEndpoint,
  listTurnsEndpoint,
];
