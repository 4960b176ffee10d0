import { FORK_CHANNEL } from '@/server/shared/fork-channel';
import type { Conversation } from './conversation';
import { judgeSession, type Kept } from './judge-session';
import { judgeWebhooks, listArrived } from './judge-webhooks';
import { settle } from './settle';
import type { StressEnv } from './stress-env';

export type JudgedAll = {
  turns: number;
  webhooks: number;
  /** The number of messages in correct sessions. */
  successes: number;
  failures: string[];
};

/** Waits until all work is done, then checks every conversation in the database and at the endpoint. */
export async function judgeConversations(
  testEnv: Kept & Pick<StressEnv, 'endpoint'>,
  conversations: readonly Conversation[],
): Promise<JudgedAll> {
  const left = await settle(testEnv);
  const arrived = listArrived(testEnv);
  const all: JudgedAll = { turns: 0, webhooks: 0, successes: 0, failures: left };
  for (const conversation of conversations) {
    const judged = await judgeSession(testEnv, conversation);
    const found = [...judged.failures, ...judgeWebhooks(arrived, conversation, judged.sentIds)];
    all.turns += judged.turns;
    all.failures.push(...found);
    if (found.length === 0) all.successes += conversation.acknowledged.length;
  }
  const { rows } = await testEnv.pool.query<{ id: string }>(
    'SELECT id FROM sessions WHERE org_id = $1 AND channel = $2',
    [testEnv.orgId, FORK_CHANNEL],
  );
  for (const { id: sessionId } of rows) {
    const fork = { name: `fork ${sessionId}`, sessionId, acknowledged: [], isFork: true as const };
    all.failures.push(...(await judgeSession(testEnv, fork)).failures);
  }
  all.webhooks = [...arrived.values()].reduce((sum, each) => sum + each.length, 0);
  return all;
}
