import {
  askPublic,
  type ChatSession,
  makeChannel as makeChatChannel,
  openSession,
  openVisitor,
} from '@/e2e/api/chat/client';
import { makeChannel as makeFlowrestChannel, makeThreadId, openFlowrest } from '@/e2e/api/flowrest/client';
import { openHeadless } from '@/e2e/api/headless/client';
import { makeFlow } from '@/e2e/api/support/flows';
import { makeRoom } from '@/e2e/api/support/make-channel';
import type { Target } from '@/e2e/api/support/target';
import { makeChannel as makeUmiChannel, messageOf, openUmi } from '@/e2e/api/umi/client';
import { HELD, INTENT } from './held-flow';

export type JsonRecord = Record<string, unknown>;
type Answered = { status: number; text: string };

/**
 * An entry point for JSON. `part`: where a session shows it; `fit` adapts any object to what the entry point accepts,
 * and `shown` returns what is read back.
 */
export type EntryPoint = {
  name: string;
  part: 'variables' | 'visitor' | 'metadata';
  fit(given: JsonRecord): JsonRecord;
  shown(fitted: JsonRecord): JsonRecord;
  send(fitted: JsonRecord): Promise<Answered>;
};

const asIs = (given: JsonRecord) => given;

/** The entry points of every dialect that accept names chosen by the caller. */
export async function listEntryPoints(target: Target): Promise<EntryPoint[]> {
  const flow = await makeFlow(target, HELD);
  return [
    ...headlessEntryPoints(target, flow.slug),
    ...(await chatEntryPoints(target)),
    ...(await flowrestEntryPoints(target)),
    await umiEntryPoint(target, flow.id),
  ];
}

function headlessEntryPoints(target: Target, flow: string): EntryPoint[] {
  const api = openHeadless(target);
  const changed = async (variables: JsonRecord) => {
    const { body } = await api.start(flow);
    return api.call('PATCH', `/sessions/${body.sessionId}/variables`, { body: { variables } });
  };
  const entryPoint = { fit: asIs, shown: asIs, part: 'variables' as const };
  return [
    { ...entryPoint, name: 'headless variables', send: (variables) => api.start(flow, { variables }) },
    { ...entryPoint, name: 'headless changed variables', send: changed },
    {
      ...entryPoint,
      name: 'headless metadata',
      part: 'metadata',
      send: (metadata) => api.start(flow, { metadata }),
    },
  ];
}

async function chatEntryPoints(target: Target): Promise<EntryPoint[]> {
  const channel = await makeChatChannel(target);
  const trigger = async (more: JsonRecord) => {
    const visitor = openVisitor(target, await openSession(target, channel));
    return visitor.post({ text: 'Hello', intentName: INTENT, ...more });
  };
  const open = async (variables: JsonRecord) => {
    const body = { publicKey: channel.publicKey, variables };
    const opened = await askPublic<ChatSession>(target, 'POST', '/chat/sessions', { body });
    if (opened.status !== 201) return opened;
    return openVisitor(target, opened.body).post({ text: 'Hello', intentName: INTENT });
  };
  const entryPoint = { shown: asIs, part: 'visitor' as const };
  return [
    {
      ...entryPoint,
      name: 'chat variables',
      fit: toChatVariables,
      send: (variables) => trigger({ variables }),
    },
    { ...entryPoint, name: 'chat context', fit: asIs, send: (context) => trigger({ context }) },
    { ...entryPoint, name: 'chat variables of a new session', fit: toChatVariables, send: open },
  ];
}

// Keys that match the vendor's pattern; values must not be objects.
function toChatVariables(given: JsonRecord): JsonRecord {
  const names = Object.keys(given).filter(
    (name) => name === '__proto__' || /^[a-z][a-z0-9_]{0,63}$/.test(name),
  );
  return Object.fromEntries([...names, 'constructor', 'prototype'].map((name) => [name, [name]]));
}

async function flowrestEntryPoints(target: Target): Promise<EntryPoint[]> {
  const api = openFlowrest(
    target,
    await makeFlowrestChannel(target, { definition: { ...HELD, triggers: [] } }),
  );
  const say = (more: JsonRecord) => api.post(makeThreadId(), { type: 'text', speech: 'Hi', ...more });
  const entryPoint = { fit: asIs, part: 'variables' as const };
  return [
    {
      ...entryPoint,
      name: 'flowrest parameters',
      shown: (given) => ({
        params: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [{ value }]])),
      }),
      send: (given) => {
        const entries = Object.entries(given).map(([name, value]) => [name, [{ value }]]);
        return say({ metadata: { params: Object.fromEntries(entries) } });
      },
    },
    {
      ...entryPoint,
      name: 'flowrest profile',
      shown: (profile) => ({ profile }),
      send: (profile) => say({ originator: { role: 'external', name: 'A', profile } }),
    },
  ];
}

async function umiEntryPoint(target: Target, flowId: string): Promise<EntryPoint> {
  const roomId = await makeRoom(target, { mode: 'flow', flowId });
  const host = { ...target, roomId, botId: flowId, suggestionsRoomId: roomId, userId: '' };
  const { id } = await makeUmiChannel(host);
  const texts = (given: JsonRecord) =>
    Object.fromEntries(Object.keys(given).map((name) => [name, `the value of ${name}`]));
  return {
    name: 'umi variables',
    part: 'variables',
    fit: texts,
    shown: asIs,
    send: (variables) => openUmi(target).send(id, { messages: [messageOf('Hi', makeThreadId())], variables }),
  };
}
