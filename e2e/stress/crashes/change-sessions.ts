import { setTimeout as pause } from 'node:timers/promises';
import { removeBreakpoint } from '@/server/services/breakpoint/remove-breakpoint';
import { forkSession } from '@/server/services/fork/fork-session';
import { actIn } from '@/server/tools/test/platform';
import { type Callers, type Conversation, insist, post } from './conversation';
import type { StressEnv } from './stress-env';

/*
 * What operators do with the sessions of conversations meanwhile: they move all of them to another version and back, hold
 * some before a node and let them go on, and continue some as test sessions.
 */

/** How often each was done. */
export type Changes = { migrations: number; continued: number; forks: number; failures: string[] };

type Changing = {
  testEnv: StressEnv;
  callers: Callers;
  conversations: readonly Conversation[];
  goesOn(): boolean;
};

const LOOK_MS = 50;
const FORK_EVERY_MS = 500;
const MOST_FORKS = 40;
/** Longer than three leases of a job. */
const LOST_MS = 120_000;

/** Changes sessions until the conversations are over. */
export async function changeSessions(changing: Changing): Promise<Changes> {
  const changes: Changes = { migrations: 0, continued: 0, forks: 0, failures: [] };
  const breakpointId = await setBreakpoint(changing);
  await Promise.all([
    moveSessions(changing, changes),
    continueSessions(changing, changes),
    continueAsTests(changing, changes),
  ]);
  const { platform, orgId, flows } = changing.testEnv;
  await removeBreakpoint(actIn(platform, orgId), { flowId: flows.held, breakpointId });
  return changes;
}

/** Holds sessions longer than a process is away, because one that was let go by itself is held no more. */
async function setBreakpoint({ testEnv: { orgId, flows }, callers }: Changing): Promise<string> {
  const path = `/api/v1/orgs/${orgId}/flows/${flows.held}/breakpoints`;
  const body = { nodeId: 'repeat', holdMs: 60_000, activeMs: 86_400_000 };
  const { id }: { id: string } = JSON.parse(await insist(callers, { path, key: 'breakpoint', body }));
  return id;
}

/** Moves all live sessions to the older version, then to the newer one, and so on; waits for the end of each move. */
async function moveSessions({ testEnv, callers, goesOn }: Changing, changes: Changes): Promise<void> {
  const { orgId, flows, pool } = testEnv;
  const path = `/api/v1/orgs/${orgId}/flows/${flows.echo}/migrations`;
  for (let no = 0; goesOn(); no += 1) {
    const body = { version: no % 2 === 0 ? 1 : 2 };
    const { id }: { id: string } = JSON.parse(await insist(callers, { path, key: `move-${no}`, body }));
    const until = Date.now() + LOST_MS;
    while (!(await hasFinished(pool, id))) {
      if (Date.now() > until) return void changes.failures.push(`the move ${no} never finished`);
      await pause(LOOK_MS);
    }
    changes.migrations += 1;
  }
}

/** False also while the database is away. */
async function hasFinished(pool: StressEnv['pool'], id: string): Promise<boolean> {
  const text = 'SELECT finished_at IS NOT NULL AS "isOver" FROM session_migrations WHERE id = $1';
  const { rows } = await pool
    .query<{ isOver: boolean }>(text, [id])
    .catch((): { rows: { isOver: boolean }[] } => ({ rows: [] }));
  return rows[0]?.isOver ?? false;
}

/** Continues the sessions that the breakpoint holds, which answers who wrote to them. */
async function continueSessions(
  { testEnv: { orgId }, callers, conversations, goesOn }: Changing,
  changes: Changes,
): Promise<void> {
  const held = conversations.filter(({ kind }) => kind === 'held');
  for (let no = 0; goesOn(); no += 1) {
    for (const { sessionId } of held) {
      const baseUrl = callers.chance.pick(callers.apps).baseUrl();
      if (sessionId === '' || baseUrl === null) continue;
      const url = `${baseUrl}/api/v1/orgs/${orgId}/sessions/${sessionId}/debug/continue`;
      const asking = { path: '', key: `continue-${sessionId}-${no}`, body: {} };
      const answer = await post(url, callers.apiKey, asking).catch(() => null);
      if (answer?.status === 200) changes.continued += 1;
    }
    await pause(LOOK_MS);
  }
}

/** Continues sessions from their first turn as test sessions; an attempt without a database makes none. */
async function continueAsTests(
  { testEnv: { platform, orgId }, callers, conversations, goesOn }: Changing,
  changes: Changes,
): Promise<void> {
  const ctx = actIn(platform, orgId);
  const echoes = conversations.filter(({ kind }) => kind === 'echo');
  while (goesOn()) {
    const { sessionId } = callers.chance.pick(echoes);
    const fork = { sessionId, turn: 1, version: 'recorded' as const };
    const isMade = sessionId !== '' && (await forkSession(ctx, fork).catch(() => null)) !== null;
    if (isMade) changes.forks += 1;
    if (changes.forks >= MOST_FORKS) return;
    await pause(FORK_EVERY_MS);
  }
}
