import type { Db } from '@/server/db/connection/transaction';
import type { FlowKey } from '@/server/db/flow/store';
import { type FlowTestsRow, findFlowTests } from '@/server/db/flow/tests';
import type { Json } from '@/server/shared/json';

/** The tests of a flow as they were saved. The tag changes with them. */
export type FlowTestsView = { tests: Json[]; tag: string };

/** Converts a row; stored tests are always a list. */
export function toTestsView({ tests, tag }: FlowTestsRow): FlowTestsView {
  return { tests: Array.isArray(tests) ? tests : [], tag };
}

/** Reads the stored tests of a flow; none when there is no such flow. */
export async function readTests(db: Db, key: FlowKey): Promise<Json[]> {
  const row = await findFlowTests(db, key);
  return row ? toTestsView(row).tests : [];
}

/** Reads the field of a file; absent without tests, so that versions of Parley before tests read the file. */
export async function readTestField(db: Db, key: FlowKey): Promise<{ tests?: Json[] }> {
  const tests = await readTests(db, key);
  return tests.length === 0 ? {} : { tests };
}
