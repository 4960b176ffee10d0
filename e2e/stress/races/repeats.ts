import { ask, type Target } from '../../api/support/target';
import { start } from './pairs';

/*
 * Sends one Idempotency-Key many times at once to two processes: one message is accepted, all responses are equal, a
 * changed body is refused, and another organization's equal key is independent.
 */

const AT_ONCE = 6;
// The status while the first request with the key runs.
const RUNNING = 409;
const MISMATCH = 422;

type Answer = { status: number; text: string };

/** Sends each of `keys` keys `AT_ONCE` times at once; returns faults and the number of requests. */
export async function runRepeats(
  [left, right]: readonly [Target, Target],
  stranger: Target,
  { keys, flowId, strangerFlowId }: { keys: number; flowId: string; strangerFlowId: string },
): Promise<{ sent: number; failures: string[] }> {
  const sessionId = await start(left, flowId);
  const strange = await start(stranger, strangerFlowId);
  const failures: string[] = [];
  let sent = 0;
  const say = async (target: Target, session: string, key: string, text: string): Promise<Answer> => {
    sent += 1;
    const path = `/cgw/process/v1/orgs/${target.orgId}/sessions/${session}/messages`;
    const headers = { 'idempotency-key': key };
    const { status, text: body } = await ask(target, 'POST', path, { headers, body: { text } });
    return { status, text: body };
  };
  for (let key = 0; key < keys; key += 1) {
    const name = `key-${key}`;
    const responses = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => say(index % 2 ? left : right, sessionId, name, name)),
    );
    const repeated = await say(left, sessionId, name, name);
    const answers = [...responses, repeated].filter(({ status }) => status !== RUNNING);
    if (answers.some(({ status, text }) => status !== 200 || text !== repeated.text))
      failures.push(`${name}: answers differ: ${answers.map(({ status }) => status).join()}`);
    const changed = await say(right, sessionId, name, 'something else');
    if (changed.status !== MISMATCH) failures.push(`${name}: a changed body got ${changed.status}`);
    const theirs = await say(stranger, strange, name, name);
    if (theirs.status !== 200 || theirs.text === repeated.text)
      failures.push(`${name}: the same key elsewhere got ${theirs.status}`);
  }
  failures.push(...(await judge(left, sessionId, keys)));
  return { sent, failures };
}

async function judge(target: Target, sessionId: string, keys: number): Promise<string[]> {
  const path = `/cgw/process/v1/orgs/${target.orgId}/sessions/${sessionId}/events?limit=500`;
  const { body } = await ask<{ events: { type: string }[] }>(target, 'GET', path);
  const received = body.events.filter(({ type }) => type === 'message.received').length;
  return received === keys ? [] : [`${received} messages were taken for ${keys} keys`];
}
