import type { Pool } from 'pg';
import { ask, requireBody, type Target } from '../../api/support/target';
import { judgeTranscript, type TranscriptLine } from '../support/judge-transcript';

/*
 * Sends pairs of simultaneous messages to two processes. Each transcript must have
 * consecutive numbers, every message once, and each answer before the next message.
 */

export type PairsPlan = { sessions: number; pairs: number; flowId: string };
export type PairsOutcome = { sent: number; failures: string[]; times: number[] };

const AT_ONCE = 24;

/** Runs `sessions` conversations of `pairs` simultaneous pairs of messages, and reads them back. */
export async function runPairs(
  targets: readonly [Target, Target],
  pool: Pool,
  { sessions, pairs, flowId }: PairsPlan,
): Promise<PairsOutcome> {
  const outcome: PairsOutcome = { sent: 0, failures: [], times: [] };
  const todo = Array.from({ length: sessions }, (_, index) => index);
  const work = async () => {
    for (let index = todo.pop(); index !== undefined; index = todo.pop()) {
      const sessionId = await start(targets[index % 2 === 0 ? 0 : 1], flowId);
      for (let pair = 0; pair < pairs; pair += 1) await sendPair(targets, sessionId, pair, outcome);
      const texts = Array.from({ length: pairs }, (_, pair) => [`${pair} left`, `${pair} right`]).flat();
      outcome.failures.push(
        ...judgeTranscript(sessionId, await read(pool, targets[0].orgId, sessionId), texts),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcome;
}

/** Starts a session and returns its id. */
export async function start(target: Target, flowId: string): Promise<string> {
  const path = `/cgw/process/v1/orgs/${target.orgId}/flows/${flowId}/sessions`;
  return requireBody(await ask<{ sessionId: string }>(target, 'POST', path, { body: {} }), 201).sessionId;
}

async function sendPair(
  [left, right]: readonly [Target, Target],
  sessionId: string,
  pair: number,
  outcome: PairsOutcome,
): Promise<void> {
  await Promise.all([
    send(left, sessionId, `${pair} left`, outcome),
    send(right, sessionId, `${pair} right`, outcome),
  ]);
}

async function send(target: Target, sessionId: string, text: string, outcome: PairsOutcome): Promise<void> {
  const path = `/cgw/process/v1/orgs/${target.orgId}/sessions/${sessionId}/messages`;
  const startedAt = performance.now();
  const reply = await ask<{ messages: { text: string }[] }>(target, 'POST', path, { body: { text } });
  outcome.times.push(performance.now() - startedAt);
  outcome.sent += 1;
  const answer = reply.body?.messages?.[0]?.text;
  if (reply.status !== 200 || answer !== `You said: ${text}`)
    outcome.failures.push(`${sessionId}, "${text}": ${reply.status} ${reply.text.slice(0, 200)}`);
}

async function read(pool: Pool, orgId: string, sessionId: string): Promise<TranscriptLine[]> {
  const { rows } = await pool.query<TranscriptLine>(
    `SELECT seq, turn_no "turnNo", direction, content->>'text' text FROM messages
     WHERE org_id = $1 AND session_id = $2 ORDER BY seq`,
    [orgId, sessionId],
  );
  return rows;
}
