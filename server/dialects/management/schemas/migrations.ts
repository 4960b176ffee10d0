import { z } from '@hono/zod-openapi';
import { REPLAY_STATUSES } from '@/server/services/replay/view';
import { MOVE_REASONS } from '@/server/shared/move-reasons';
import { createdAt, id, idOf, orgId, paged, time } from './base';
import { flowId } from './flows';

export const migrationPath = z.object({ orgId, flowId, migrationId: idOf('the migration') });

const versionNumber = z.number().int().min(1);

export const newMigration = z
  .strictObject({
    version: versionNumber.optional().describe('Number of the version; default: the published one'),
  })
  .openapi('NewMigration');

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

const count = z.number().int().min(0);

const staying = z.object({
  reason: z.enum(MOVE_REASONS).describe('Why they stay; the README lists the reasons'),
  count: count.describe('Number of sessions'),
  examples: z
    .array(
      z.object({
        sessionId: id.describe('Id of the session'),
        turn: count.nullable().describe('The first turn that differs; null if none does'),
        node: z.string().nullable().describe('Key of its node; null if there is none'),
      }),
    )
    .describe('The first of these sessions, up to 20'),
});

export const migration = z
  .object({
    id: id.describe('Id of the migration'),
    flowId: id.describe('Id of the flow'),
    version: versionRef.describe('The version that sessions are moved to'),
    status: z.enum(REPLAY_STATUSES).describe('`pending` and `running` go on; the others are final'),
    done: count.describe('Number of sessions tried so far'),
    total: count.nullable().describe('Number of sessions; null until they are counted'),
    moved: count.describe('Number of sessions that were moved'),
    movedExamples: z.array(id).describe('The first of these sessions, up to 20'),
    staying: z.array(staying).describe('The sessions that stay by reason, the most frequent first'),
    failure: z.string().nullable().describe('Why it failed; null if it did not'),
    createdBy: z.string().nullable().describe('The member or the key that asked for it; null if neither did'),
    createdAt,
    finishedAt: time.nullable().describe('When it was finished; null until then'),
  })
  .openapi('Migration');

export const migrationList = paged(migration).openapi('Migrations');
