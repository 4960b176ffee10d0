import { EventEmitter, once } from 'node:events';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import { revokeApiKey } from '@/server/services/api-key/revoke-api-key';
import type { ServiceContext } from '@/server/services/context';
import { createFlow } from '@/server/services/flow/create-flow';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { callingFlow, ECHO } from '@/server/services/session/fixtures/flows';
import { openTestHttpServer } from '@/server/tools/test/http-server';
import { makeChannel, makeThreadId, openFlowrest } from '../../api/flowrest/client';
import { ask, requireBody, type Target } from '../../api/support/target';
import { start } from './pairs';

/*
 * Another operation interleaves with a turn. Each function returns faults.
 */

export type Setup = { left: Target; right: Target; owner: ServiceContext };

export const AT_ONCE = 6;

type SendResult = { status: number; first: string | undefined };

async function say(target: Target, sessionId: string, text: string): Promise<SendResult> {
  const path = `/cgw/process/v1/orgs/${target.orgId}/sessions/${sessionId}/messages`;
  const { status, body } = await ask<{ messages?: { text: string }[] }>(target, 'POST', path, {
    body: { text },
  });
  return { status, first: body?.messages?.[0]?.text };
}

/** Sends messages at once, alternately to both processes. */
export const sayAll = ({ left, right }: Setup, sessionId: string): Promise<SendResult[]> =>
  Promise.all(
    Array.from({ length: AT_ONCE }, (_, n) => say(n % 2 ? left : right, sessionId, `message ${n}`)),
  );

async function countReceived(target: Target, sessionId: string): Promise<number> {
  const path = `/cgw/process/v1/orgs/${target.orgId}/sessions/${sessionId}/events?limit=500`;
  const { body } = await ask<{ events: { type: string }[] }>(target, 'GET', path);
  return body.events.filter(({ type }) => type === 'message.received').length;
}

const reworded = (text: string): FlowDefinitionInput =>
  JSON.parse(JSON.stringify(ECHO).replace('You said', text));

/** Publishes a new version: running sessions keep theirs, new sessions get the new one. */
export async function publishDuring(setup: Setup): Promise<string[]> {
  const { left, owner } = setup;
  const slug = `race-${crypto.randomUUID().slice(0, 13)}`;
  const { id: flowId } = await createFlow(owner, { name: 'Race', slug, definition: ECHO });
  await publishFlow(owner, { flowId });
  await saveDraft(owner, { flowId, draft: reworded('You wrote') });
  const sessionId = await start(left, flowId);
  const [results] = await Promise.all([sayAll(setup, sessionId), publishFlow(owner, { flowId })]);
  const wrong = results.filter(({ status, first }) => status !== 200 || !first?.startsWith('You said'));
  const next = await say(left, await start(left, flowId), 'hello');
  return [
    ...wrong.map(({ status, first }) => `publish: ${status} "${first ?? ''}"`),
    ...(next.first === 'You wrote: hello' ? [] : [`publish: a new session said "${next.first ?? ''}"`]),
  ];
}

/** Revokes the key: the transcript contains the accepted messages and nothing else. */
export async function revokeDuring(setup: Setup, flowId: string): Promise<string[]> {
  const { left, owner } = setup;
  const { key, secret } = await createApiKey(owner, {
    name: 'Race',
    scopes: ['sessions:read', 'sessions:write'],
  });
  const [mine, theirs] = [left, setup.right].map((target) => ({ ...target, apiKey: secret }));
  if (!mine || !theirs) return [];
  const sessionId = await start(mine, flowId);
  const talk = sayAll({ ...setup, left: mine, right: theirs }, sessionId);
  const [results] = await Promise.all([talk, revokeApiKey(owner, { keyId: key.id })]);
  const odd = results.filter(({ status }) => status !== 200 && status !== 401);
  const accepted = results.filter(({ status }) => status === 200).length;
  const received = await countReceived(left, sessionId);
  const after = await say(mine, sessionId, 'late');
  return [
    ...odd.map(({ status }) => `revoke: got ${status}`),
    ...(received === accepted ? [] : [`revoke: ${accepted} accepted, ${received} received`]),
    ...(after.status === 401 ? [] : [`revoke: afterwards got ${after.status}`]),
  ];
}

/** Ends the session: accepted messages are before the end, later ones are refused. */
export async function endDuring(setup: Setup, flowId: string): Promise<string[]> {
  const { left, right } = setup;
  const sessionId = await start(left, flowId);
  const path = `/cgw/process/v1/orgs/${left.orgId}/sessions/${sessionId}`;
  const [results, ended] = await Promise.all([sayAll(setup, sessionId), ask(right, 'DELETE', path)]);
  const odd = results.filter(({ status }) => status !== 200 && status !== 409);
  const accepted = results.filter(({ status }) => status === 200).length;
  const received = await countReceived(left, sessionId);
  const state = await ask<{ status: string }>(left, 'GET', path);
  return [
    ...odd.map(({ status }) => `end: got ${status}`),
    ...(ended.status < 300 ? [] : [`end: ending got ${ended.status}`]),
    ...(received === accepted ? [] : [`end: ${accepted} accepted, ${received} received`]),
    ...(state.body.status === 'terminated' ? [] : [`end: it is ${state.body.status}`]),
  ];
}

/** A person takes over during an HTTP call: the call happens once, and the person keeps control. */
export async function takeOverDuring({ left, right }: Setup): Promise<string[]> {
  const gate = new EventEmitter();
  const asked = once(gate, 'asked');
  const callee = await openTestHttpServer(async (_, response) => {
    gate.emit('asked');
    await once(gate, 'released');
    response.setHeader('content-type', 'application/json').end('{"text":"it"}');
  });
  try {
    const channel = await makeChannel(left, { definition: callingFlow(callee.url) });
    const [here, there] = [openFlowrest(left, channel), openFlowrest(right, channel)];
    const threadId = makeThreadId();
    const talking = here.say(threadId, 'hello');
    await asked;
    requireBody(await there.call('POST', `/pause/${there.at(threadId)}`), 200);
    gate.emit('released');
    await talking;
    const paused = await here.isPaused(threadId);
    const calls = callee.received.length;
    return [
      ...(paused ? [] : ['take-over: the flow went on by itself']),
      ...(calls === 1 ? [] : [`take-over: ${calls} calls were made`]),
    ];
  } finally {
    await callee.close();
  }
}

/** Moves the session to another version in both processes: it is moved once at most, and every message is answered once. */
export async function moveDuring(setup: Setup): Promise<string[]> {
  const { left, right, owner } = setup;
  const slug = `race-${crypto.randomUUID().slice(0, 13)}`;
  const { id: flowId } = await createFlow(owner, { name: 'Race', slug, definition: ECHO });
  await publishFlow(owner, { flowId });
  const sessionId = await start(left, flowId);
  await saveDraft(owner, { flowId, draft: { ...ECHO, locale: 'en-GB' } });
  const { id: versionId } = await publishFlow(owner, { flowId });
  const path = `/api/v1/orgs/${left.orgId}/sessions/${sessionId}`;
  const move = (target: Target) => ask<object>(target, 'POST', `${path}/migrate`, { body: {} });
  const [results, ...moves] = await Promise.all([sayAll(setup, sessionId), move(left), move(right)]);
  const moved = moves.filter(({ status }) => status === 200).length;
  const odd = moves.filter(({ status }) => status !== 200 && status !== 409);
  const wrong = results.filter(({ status, first }) => status !== 200 || !first?.startsWith('You said'));
  const { body: session } = await ask<{ versionId: string; turnNo: number }>(left, 'GET', path);
  const isMoved = session.versionId === versionId;
  return [
    ...odd.map(({ status }) => `move: got ${status}`),
    ...wrong.map(({ status, first }) => `move: a message got ${status} "${first ?? ''}"`),
    ...(moved === Number(isMoved) ? [] : [`move: ${moved} moves of a session that is moved: ${isMoved}`]),
    ...(session.turnNo === 1 + AT_ONCE + moved ? [] : [`move: ${session.turnNo} turns`]),
  ];
}
