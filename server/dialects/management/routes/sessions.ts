import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { migrateSession } from '@/server/services/migration/migrate-session';
import { exportRecording } from '@/server/services/replay/export-recording';
import { getSession } from '@/server/services/session/get-session';
import { listMaskedTurns } from '@/server/services/session/list-masked-turns';
import { listMessages } from '@/server/services/session/list-messages';
import { listSessions } from '@/server/services/session/list-sessions';
import { orgPath } from '../schemas/base';
import { migratedSession, newMigration } from '../schemas/migrations';
import { recording } from '../schemas/recordings';
import {
  afterQuery,
  messageList,
  session,
  sessionList,
  sessionPath,
  sessionsQuery,
  turnList,
} from '../schemas/sessions';
import { toMessageBody, toSessionBody, toSummaryBody, toTurnBody } from '../translate';

const listSessionsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions',
    operationId: 'listSessions',
    tags: ['Sessions'],
    summary: 'List sessions',
    description:
      'Newest first, with test sessions unless test=false. search matches an id, an external id or a part of a message.',
    request: { params: orgPath, query: sessionsQuery },
    responses: { 200: jsonReply('Sessions, newest first', sessionList) },
  }),
  async ({ ctx, query: { test, ...query } }) => {
    const { items, nextCursor } = await listSessions(ctx, { ...query, isTest: test });
    return { status: 200, body: { items: items.map(toSummaryBody), nextCursor } };
  },
);

const getSessionEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions/{sessionId}',
    operationId: 'getSession',
    tags: ['Sessions'],
    summary: 'Read a session',
    description: 'Status, wait, variables and, for a failed session, the failure.',
    request: { params: sessionPath },
    responses: {
      200: jsonReply('The session', session),
    },
  }),
  async ({ ctx, params: { sessionId } }) => ({
    status: 200,
    body: toSessionBody(await getSession(ctx, { sessionId })),
  }),
);

const listMessagesEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions/{sessionId}/messages',
    operationId: 'listMessages',
    tags: ['Sessions'],
    summary: 'Read the transcript',
    description: 'Messages in both directions, oldest first; after is the seq of the last message read.',
    request: { params: sessionPath, query: afterQuery },
    responses: {
      200: jsonReply('Messages in order; send nextCursor as after', messageList),
    },
  }),
  async ({ ctx, params: { sessionId }, query: { after, limit } }) => {
    const { items, nextCursor } = await listMessages(ctx, { sessionId, afterSeq: after, limit });
    return { status: 200, body: { items: items.map(toMessageBody), nextCursor } };
  },
);

const listTurnsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions/{sessionId}/turns',
    operationId: 'listTurns',
    tags: ['Sessions'],
    summary: 'Read the turns',
    description:
      'For each turn its event, the nodes it visited, decisions with their operands, calls, and changed variables. The credentials of calls are masked, as in the console. after is the number of the last turn read.',
    request: { params: sessionPath, query: afterQuery },
    responses: {
      200: jsonReply('Turns in order; send nextCursor as after', turnList),
    },
  }),
  async ({ ctx, params: { sessionId }, query: { after, limit } }) => {
    const { items, nextCursor } = await listMaskedTurns(ctx, { sessionId, afterNo: after, limit });
    return { status: 200, body: { items: items.map(toTurnBody), nextCursor } };
  },
);

const migrateSessionEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/sessions/{sessionId}/migrate',
    operationId: 'migrateSession',
    tags: ['Sessions'],
    summary: 'Move to another version',
    description:
      'Moves a live session to a version of its flow on which its conversation would have been the same. It is replayed there first. The move sends no message, webhook or event. 409 names the reason why it stays, and the first turn that differs.',
    request: { params: sessionPath, body: jsonBody(newMigration, { required: false }) },
    responses: { 200: jsonReply('How it was moved', migratedSession) },
  }),
  async ({ ctx, params: { sessionId }, body }) => ({
    status: 200,
    body: await migrateSession(ctx, { ...body, sessionId }),
  }),
  { failures: ['session_not_movable', 'flow_not_published'] },
);

const exportRecordingEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/sessions/{sessionId}/recording',
    operationId: 'exportRecording',
    tags: ['Sessions'],
    summary: 'Export a session as a file',
    description:
      'Everything that `npx parley replay` needs to run the session again and to compare it with its record. Credentials are replaced by placeholders, the same everywhere. A session of at most 1,000 turns, and a file of at most 20,000,000 bytes.',
    request: { params: sessionPath },
    responses: { 200: jsonReply('The file', recording) },
  }),
  async ({ ctx, params: { sessionId } }) => ({
    status: 200,
    body: await exportRecording(ctx, { sessionId }),
    headers: { 'Content-Disposition': `attachment; filename="session-${sessionId}.recording.json"` },
  }),
  { failures: ['limit_exceeded'] },
);

/** The endpoints of sessions. */
export const sessionEndpoints = [
  listSessionsEndpoint,
  getSessionEndpoint,
  listMessagesEndpoint,
  listTurnsEndpoint,
  migrateSessionEndpoint,
  exportRecordingEndpoint,
];
