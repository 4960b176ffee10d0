import { z } from 'zod';
import { cancelMigration } from '@/server/services/migration/cancel-migration';
import { getMigration } from '@/server/services/migration/get-migration';
import { listMigrations } from '@/server/services/migration/list-migrations';
import { migrateSession } from '@/server/services/migration/migrate-session';
import { startMigration } from '@/server/services/migration/start-migration';
import { idInput, pageInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const flowInput = z.object({ flowId: idInput });
const migrationInput = flowInput.extend({ migrationId: idInput });
const version = z.number().int().min(1).optional();

/** Moves of live sessions to another version of their flow. */
export const migrationRouter = router({
  start: memberProcedure
    .input(flowInput.extend({ version }))
    .mutation(({ ctx, input }) => startMigration(ctx.service, input)),
  get: memberProcedure.input(migrationInput).query(({ ctx, input }) => getMigration(ctx.service, input)),
  list: memberProcedure
    .input(pageInput.extend(flowInput.shape))
    .query(({ ctx, input }) => listMigrations(ctx.service, input)),
  cancel: memberProcedure
    .input(migrationInput)
    .mutation(({ ctx, input }) => cancelMigration(ctx.service, input)),
  moveSession: memberProcedure
    .input(z.object({ sessionId: idInput, version }))
    .mutation(({ ctx, input }) => migrateSession(ctx.service, input)),
});
