import type { Json } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow } from '../statement/query';
import type { FlowKey } from './store';

/** Finds the tests of a flow; null when there is no such flow. */
export async function findFlowTests(db: Db, { orgId, flowId }: FlowKey): Promise<Json | null> {
  const flow = build.selectFrom('flows').select('tests').where('orgId', '=', orgId).where('id', '=', flowId);
  return (await findRow(db, flow))?.tests ?? null;
}

/** Saves the tests of a flow; false when there is no such flow. */
export async function updateFlowTests(
  tx: AuditedTransaction,
  { orgId, flowId, tests, at }: FlowKey & { tests: Json; at: Date },
): Promise<boolean> {
  const update = build
    .updateTable('flows')
    .set({ tests: toStoredJson(tests), updatedAt: at })
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('archivedAt', 'is', null);
  return (await countRows(tx, update)) === 1;
}
