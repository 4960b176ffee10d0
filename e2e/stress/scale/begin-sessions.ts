import { ECHO } from '@/server/services/session/fixtures/flows';
import { makeFlow } from '../../api/support/flows';
import { type Caller, forEach } from './caller';
import type { ServerProcess, StressEnv } from './stress-env';

const AT_ONCE = 32;

export const sessionPath = (orgId: string, sessionId: string): string =>
  `/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}`;

/** Starts `count` sessions of the echo flow. */
export async function beginSessions(
  { orgId, apiKey }: StressEnv,
  { baseUrl }: ServerProcess,
  caller: Caller,
  count: number,
): Promise<string[]> {
  const { id } = await makeFlow({ baseUrl, orgId, apiKey }, ECHO);
  const path = `/cgw/process/v1/orgs/${orgId}/flows/${id}/sessions`;
  const ids: string[] = [];
  await forEach(Array.from({ length: count }), AT_ONCE, async () => {
    const { status, body } = await caller.post(baseUrl, { path, body: {} });
    if (status !== 201) throw new Error(`a session was not begun: ${status} ${body}`);
    ids.push((JSON.parse(body) as { sessionId: string }).sessionId);
  });
  return ids;
}
