import {
  listRecordedSessions,
  listStoredResults,
  type RecordedSessionRow,
} from '@/server/db/session/recorded';
import type { SessionKey } from '@/server/db/session/store';
import type { Recording } from '@/server/engine/replay/recording';
import type { Platform } from '../context';
import { listRunVersions } from './list-run-versions';
import { readVersionFlows } from './replay-flows';
import type { ReplayFlows } from './replay-task';
import { toRecordedSession } from './to-recorded-session';

/** A session that takes turns while it is read is read again so often. */
const READS = 5;

type Deps = Pick<Platform, 'db' | 'clock'>;

/** Reads the recording of a session with everything that was stored; null if its transcript or its version is gone. */
export async function readRecording(deps: Deps, { orgId, sessionId }: SessionKey): Promise<Recording | null> {
  const params = { orgId, ids: [sessionId] };
  for (let left = READS; left > 0; left--) {
    const [row] = await listRecordedSessions(deps.db, params);
    const [stored] = await listStoredResults(deps.db, params);
    if (!row || row.turns !== row.turnNo || row.turnNo === 0) return null;
    if (stored?.turnNo !== row.turnNo) continue;
    const flows = await readFlowsOfRun(deps, orgId, row);
    const session = toRecordedSession({ row, stored, readAt: deps.clock.now() });
    return flows && { kind: 'parley.recording', format: 1, ...flows, ...session };
  }
  return null;
}

/** Reads the versions that a session ran on with those that they are pinned to; null if the first one does not exist. */
async function readFlowsOfRun(
  deps: Deps,
  orgId: string,
  row: RecordedSessionRow,
): Promise<ReplayFlows | null> {
  const [flow, ...others] = listRunVersions(row);
  const read = await Promise.all([flow, ...others].map((id) => readVersionFlows(deps, orgId, id)));
  const flows: ReplayFlows['flows'] = Object.assign({}, ...read.map((one) => one?.flows));
  return Object.hasOwn(flows, flow) ? { flow, flows } : null;
}
