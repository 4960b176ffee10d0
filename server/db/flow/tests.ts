import { sql } from 'kysely';
import type { Json } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, findRow } from '../statement/query';
import type { FlowKey } from './store';

/** The stored tests of a flow. The tag is a hash of their text, so it changes with them. */
export type FlowTestsRow = { tests: Json; tag: string };

const TAG = sql<string>`md5(tests::text)`;

/** Finds the tests of a flow; null when there is no such flow. */
export function findFlowTests(db: Db, { orgId, flowId }: FlowKey): Promise<FlowTestsRow | null> {
  return findRow(db, selectTests({ orgId, flowId }));
}

/** Finds the tests of a flow and locks the flow until the transaction ends; null when there is no such flow. */
export function lockFlowTests(
  tx: AuditedTransaction,
  { orgId, flowId }: FlowKey,
): Promise<FlowTestsRow | null> {
  return findRow(tx, selectTests({ orgId, flowId }).forUpdate());
}

function selectTests({ orgId, flowId }: FlowKey) {
  const flow = build.selectFrom('flows').select(['tests', TAG.as('tag')]);
  return flow.where('orgId', '=', orgId).where('id', '=', flowId);
}

/** `ifTag` null replaces tests of any tag. */
type TestsChange = FlowKey & { tests: Json; ifTag?: string | null; at: Date };

/** Saves the tests of a flow, and returns their tag; null when there is no such flow with the tests of `ifTag`. */
export async function updateFlowTests(
  tx: AuditedTransaction,
  { orgId, flowId, tests, ifTag = null, at }: TestsChange,
): Promise<string | null> {
  const update = build
    .updateTable('flows')
    .set({ tests: toStoredJson(tests), updatedAt: at })
    .where('orgId', '=', orgId)
    .where('id', '=', flowId)
    .where('archivedAt', 'is', null)
    .$if(ifTag !== null, (read) => read.where(TAG, '=', ifTag ?? ''));
  return (await findRow(tx, update.returning(TAG.as('tag'))))?.tag ?? null;
}
