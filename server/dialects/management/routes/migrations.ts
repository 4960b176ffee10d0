import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { cancelMigration } from '@/server/services/migration/cancel-migration';
import { getMigration } from '@/server/services/migration/get-migration';
import { listMigrations } from '@/server/services/migration/list-migrations';
import { startMigration } from '@/server/services/migration/start-migration';
import { pageQuery } from '../schemas/base';
import { flowPath } from '../schemas/flows';
import { migration, migrationList, migrationPath, newMigration } from '../schemas/migrations';

const startMigrationEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/migrations',
    operationId: 'startMigration',
    tags: ['Migrations'],
    summary: 'Move live sessions to a version',
    description:
      'Replays the live sessions of the flow on the version and moves those whose conversation would have been the same. The others stay, with a reason. Read the migration until it is finished.',
    request: { params: flowPath, body: jsonBody(newMigration, { required: false }) },
    responses: { 202: jsonReply('The migration, pending', migration) },
  }),
  async ({ ctx, params: { flowId }, body }) => ({
    status: 202,
    body: await startMigration(ctx, { ...body, flowId }),
  }),
  { failures: ['flow_not_published', 'limit_exceeded'] },
);

const listMigrationsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/migrations',
    operationId: 'listMigrations',
    tags: ['Migrations'],
    summary: 'List migrations',
    description: 'Newest first. A migration is deleted 30 days after it was finished; sessions stay moved.',
    request: { params: flowPath, query: pageQuery },
    responses: { 200: jsonReply('Migrations, newest first', migrationList) },
  }),
  async ({ ctx, params: { flowId }, query }) => ({
    status: 200,
    body: await listMigrations(ctx, { ...query, flowId }),
  }),
);

const getMigrationEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/migrations/{migrationId}',
    operationId: 'getMigration',
    tags: ['Migrations'],
    summary: 'Read a migration',
    description: 'Its progress, how many sessions were moved, and why the others stay.',
    request: { params: migrationPath },
    responses: { 200: jsonReply('The migration', migration) },
  }),
  async ({ ctx, params: { flowId, migrationId } }) => ({
    status: 200,
    body: await getMigration(ctx, { flowId, migrationId }),
  }),
);

const cancelMigrationEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/migrations/{migrationId}/cancel',
    operationId: 'cancelMigration',
    tags: ['Migrations'],
    summary: 'Cancel a migration',
    description: 'Ends a migration that is not finished. Sessions that were moved stay moved.',
    request: { params: migrationPath },
    responses: { 200: jsonReply('The migration, canceled', migration) },
  }),
  async ({ ctx, params: { flowId, migrationId } }) => ({
    status: 200,
    body: await cancelMigration(ctx, { flowId, migrationId }),
  }),
  { failures: ['precondition_failed'] },
);

/** The endpoints of moves of many sessions to another version. */
export const migrationEndpoints = [
  startMigrationEndpoint,
  listMigrationsEndpoint,
  getMigrationEndpoint,
  cancelMigrationEndpoint,
];
