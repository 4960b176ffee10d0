import { z } from '@hono/zod-openapi';
import { id } from './base';

const versionNumber = z.number().int().min(1);

export const newMove = z
  .strictObject({
    version: versionNumber.optional().describe('Number of the version; default: the published one'),
  })
  .openapi('NewSessionMigration');

const versionRef = z.object({
  id: id.describe('Id of the version'),
  number: z.number().int().nullable().describe('Its number; null for a version without one'),
});

export const migratedSession = z
  .object({
    sessionId: id.describe('Id of the session'),
    from: versionRef.describe('The version that it ran on'),
    to: versionRef.describe('The version that it goes on on'),
    turns: z.number().int().min(1).describe('Number of turns that were replayed'),
    turnNo: z.number().int().min(2).describe('Number of the turn that moved it'),
  })
  .openapi('MigratedSession');
