import { ask } from '@/e2e/api/support/target';
import type { StressTarget } from '../../support/open-stress-target';
import type { ConsoleClient } from './call-console';
import type { JsonRecord } from './entry-points';

export type Seen = { reads: number; faults: string[]; session: JsonRecord };

/** Reads a session from every surface; an error or a difference is a fault. */
export async function readSurfaces(
  target: StressTarget,
  console: ConsoleClient,
  sessionId: string,
): Promise<Seen> {
  const faults: string[] = [];
  const limit = 50;
  const shown = await console.query('session.get', { sessionId });
  const session = (shown.data ?? {}) as JsonRecord;
  const calls: [string, object][] = [
    ['session.list', { limit }],
    ['session.messages', { sessionId, limit }],
    ['session.turns', { sessionId, limit }],
    ['session.listEvents', { sessionId, limit }],
    ['inbox.list', { queue: 'waiting', limit }],
    ...(session.channelId ? ([['inbox.get', { sessionId }]] satisfies [string, object][]) : []),
  ];
  const answers = await Promise.all(calls.map(([path, input]) => console.query(path, input)));
  for (const [index, { status, text }] of [shown, ...answers].entries())
    if (status !== 200) faults.push(`${calls[index - 1]?.[0] ?? 'session.get'} answers ${status} ${text}`);
  const paths = listPaths(target.orgId, sessionId);
  const read = await Promise.all(paths.map((path) => ask<JsonRecord>(target, 'GET', path)));
  for (const [index, { status, text, body }] of read.entries()) {
    if (status !== 200) faults.push(`${paths[index]} answers ${status} ${text}`);
    const { variables } = body;
    if (variables && JSON.stringify(variables) !== JSON.stringify(session.variables))
      faults.push(`${paths[index]} shows ${JSON.stringify(variables)}`);
  }
  return { reads: calls.length + 1 + paths.length, faults, session };
}

function listPaths(orgId: string, sessionId: string): string[] {
  const managed = `/api/v1/orgs/${orgId}/sessions/${sessionId}`;
  const headless = `/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}`;
  return [managed, `${managed}/turns`, `${managed}/messages`, headless];
}
