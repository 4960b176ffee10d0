import type { Db } from '@/server/db/connection/transaction';
import type { FlowKey } from '@/server/db/flow/store';
import { findFlowTests } from '@/server/db/flow/tests';
import type { Json } from '@/server/shared/json';

/** Reads the stored tests of a flow; none when there is no such flow. */
export async function readTests(db: Db, key: FlowKey): Promise<Json[]> {
  const tests = await findFlowTests(db, key);
  return Array.isArray(tests) ? tests : [];
}

/** Reads the field of a file; absent without tests, so that versions of Parley before tests read the file. */
export async function readTestField(db: Db, key: FlowKey): Promise<{ tests?: Json[] }> {
  const tests = await readTests(db, key);
  return tests.length === 0 ? {} : { tests };
}
