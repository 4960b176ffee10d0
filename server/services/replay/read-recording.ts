import { listStoredSessions, type RecordedSessionRow } from '@/server/db/session/recorded';
import type { SessionKey } from '@/server/db/session/store';
import type { Recording } from '@/server/engine/replay/recording';
import type { Platform } from '../context';
import { listRunVersions } from './list-run-versions';
import { readVersionFlows } from './replay-flows';
import type { ReplayFlows } from './replay-task';
import { toRecordedSession } from './to-recorded-session';

type Deps = Pick<Platform, 'db' | 'clock'>;

/** Reads the recording of a session with everything that was stored; null if its transcript or its version is gone. */
export async function readRecording(deps: Deps, { orgId, sessionId }: SessionKey): Promise<Recording | null> {
  const [row] = await listStoredSessions(deps.db, { orgId, ids: [sessionId] });
  if (!row || row.turns !== row.turnNo || row.turnNo === 0) return null;
  const flows = await readFlowsOfRun(deps, orgId, row);
  const session = toRecordedSession({ row, stored: row, readAt: deps.clock.now() });
  return flows && { kind: 'parley.recording', format: 1, ...flows, ...session };
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
