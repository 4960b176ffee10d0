import { type ChatSession, openSession, openVisitor } from '../../api/chat/client';
import { formFlow, orderFlow } from '../../api/chat/flows';
import { toPng } from '../../api/chat/png-file';
import { makeFlow } from '../../api/support/flows';
import { makeChannel, makeChannelKey, makeRoom } from '../../api/support/make-channel';
import { REPEAT_FLOW } from '../../api/support/repeat-flow';
import { ask, requireBody, type Target } from '../../api/support/target';
import { type DialectName, PREFIXES } from './dialects';

/** An organization with one of everything, and the credentials of each dialect. */
export type Things = {
  orgId: string;
  /** Ids by their name in paths and bodies, prefixed with the dialect where dialects differ. */
  ids: Readonly<Record<string, string>>;
  /** Headers that carry the credential of each dialect. */
  credentials: Readonly<Record<DialectName, Readonly<Record<string, string>>>>;
};

type Made = { id: string };
type Channels = { chat: Made & { publicKey: string | null }; flowrest: Made; umi: Made };

/** Makes one of everything in the target's organization through its APIs; by default nothing listens at `webhookUrl`. */
export async function makeThings(target: Target, webhookUrl = 'http://127.0.0.1:9/'): Promise<Things> {
  const word = crypto.randomUUID().slice(0, 8);
  const flow = await makeFlow(target, REPEAT_FLOW);
  const intentName = `order_${word}`;
  await makeFlow(target, orderFlow(intentName));
  await makeFlow(target, formFlow(`form_${word}`));
  const roomId = await makeRoom(target, { mode: 'flow', flowId: flow.id });
  const channels = await makeChannels(target, { flowId: flow.id, roomId, webhookUrl });
  const chat = await openSession(target, { publicKey: channels.chat.publicKey ?? '' });
  const flowrestKey = await makeChannelKey(target, channels.flowrest.id);
  const ids: Record<string, string> = {
    orgId: target.orgId,
    flowId: flow.id,
    roomId,
    channelId: channels.flowrest.id,
    configId: channels.umi.id,
    intentName,
    publicKey: channels.chat.publicKey ?? '',
    codeOrId: `form_${word}`,
    section: 'widget',
    number: '1',
    model: `model-${word}`,
    secretName: `KEY_${word}`,
    configName: `LIMIT_${word}`,
    environmentName: toEnvironment(word),
    connectionName: `crm-${word.toLowerCase()}`,
    threadId: `thread-${word}`,
    ...(await makeExecution(target, chat, intentName)),
    ...(await makeTalk(target, { flowId: flow.id, configId: channels.umi.id, word, flowrestKey })),
    ...(await makeRecords(target, word)),
    ...(await makeReplay(target, flow.id)),
    ...(await makeBreakpoint(target, flow.id)),
    ...(await makeMigration(target, flow.id)),
    ...(await makeUpload(target, channels.chat.publicKey ?? '', `form_${word}`)),
  };
  return { orgId: target.orgId, ids, credentials: toCredentials(target, chat, flowrestKey) };
}

function toCredentials(
  { apiKey }: Target,
  { sessionToken }: ChatSession,
  flowrestKey: string,
): Things['credentials'] {
  const bearer = { authorization: `Bearer ${apiKey}` };
  return {
    headless: bearer,
    chat: { authorization: `Bearer ${sessionToken}` },
    engine: bearer,
    flowrest: { authorization: flowrestKey },
    umi: { authorization: `Token ${apiKey}` },
    management: bearer,
  };
}

type ChannelParts = { flowId: string; roomId: string; webhookUrl: string };

async function makeChannels(target: Target, { flowId, roomId, webhookUrl }: ChannelParts): Promise<Channels> {
  const [chat, flowrest, umi] = await Promise.all([
    makeChannel(target, { kind: 'chat', webhookUrl }),
    makeChannel(target, { kind: 'flowrest', flowId, webhookUrl }),
    makeChannel(target, { kind: 'umi', label: 'email', roomId, webhookUrl }),
  ]);
  return { chat: chat.channel, flowrest: flowrest.channel, umi: umi.channel };
}

async function makeExecution(target: Target, chat: ChatSession, intentName: string) {
  const { executionId, waitToken } = await openVisitor(target, chat).trigger(intentName);
  return { executionId, waitToken: waitToken ?? '', conversationId: chat.conversationId };
}

type Talk = { flowId: string; configId: string; word: string; flowrestKey: string };

async function makeTalk(target: Target, { flowId, configId, word, flowrestKey }: Talk) {
  const org = `${PREFIXES.headless}/orgs/${target.orgId}`;
  const started = await ask<{ sessionId: string }>(target, 'POST', `${org}/flows/${flowId}/sessions`, {
    body: {},
  });
  const { sessionId } = requireBody(started, 201);
  requireBody(
    await ask(target, 'POST', `${org}/sessions/${sessionId}/messages`, { body: { text: word } }),
    200,
  );
  const payload = { type: 'text', speech: word, originator: { name: 'Jane', role: 'external' } };
  requireBody(
    await ask(target, 'POST', `${PREFIXES.flowrest}/messages/thread-${word}?writeConcern=true`, {
      key: null,
      headers: { authorization: flowrestKey },
      body: { payload },
    }),
    200,
  );
  const message = { body: word, thread_id: `mail-${word}`, sender_id: 'a@example.com', message_id: word };
  const mails = `${PREFIXES.umi}/orgs/${target.orgId}/unified_messaging/${configId}/messages`;
  requireBody(await ask(target, 'POST', mails, { body: { messages: [message] } }), 201);
  return { sessionId, 'umi.threadId': message.thread_id };
}

function toEnvironment(word: string): string {
  return `staging-${word.toLowerCase()}`;
}

async function makeRecords(target: Target, word: string) {
  const org = `${PREFIXES.management}/orgs/${target.orgId}`;
  // An organization that is set up again has those of before, and may have few.
  const before = await ask<{ items: { name: string }[] }>(target, 'GET', `${org}/environments`);
  for (const { name } of requireBody(before, 200).items.slice(1))
    requireBody(await ask(target, 'DELETE', `${org}/environments/${name}`), 204);
  const environment = { name: toEnvironment(word), copyProduction: true };
  requireBody(await ask(target, 'POST', `${org}/environments`, { body: environment }), 201);
  const price = { promptMicros: 1, completionMicros: 2 };
  requireBody(await ask(target, 'PUT', `${org}/model-prices/model-${word}`, { body: price }), 200);
  const value = `value of ${word}`;
  requireBody(await ask(target, 'PUT', `${org}/secrets/KEY_${word}`, { body: { value } }), 200);
  requireBody(await ask(target, 'PUT', `${org}/config/LIMIT_${word}`, { body: { value } }), 200);
  const connection = { kind: 'http', address: 'http://127.0.0.1:9/', auth: { type: 'none' } };
  const connections = `${org}/connections/crm-${word.toLowerCase()}`;
  requireBody(await ask(target, 'PUT', connections, { body: connection }), 200);
  const key = { name: 'A further one', scopes: ['flows:read'] };
  const made = await ask<{ id: string; key: Made }>(target, 'POST', `${org}/api-keys`, { body: key });
  const { items } = requireBody(
    await ask<{ items: Made[] }>(target, 'GET', `${org}/deliveries?limit=1`),
    200,
  );
  const body = requireBody(made, 201);
  const [contactId = '', otherContactId = ''] = await Promise.all(
    ['contact', 'other'].map(async (name) => {
      const contact = { addresses: [{ channel: 'api', address: `${name}-${word}` }] };
      return requireBody(await ask<Made>(target, 'POST', `${org}/contacts`, { body: contact }), 201).id;
    }),
  );
  return { keyId: (body.key ?? body).id, deliveryId: items[0]?.id ?? '', contactId, otherContactId };
}

async function makeMigration(target: Target, flowId: string) {
  const migrations = `${PREFIXES.management}/orgs/${target.orgId}/flows/${flowId}/migrations`;
  const { id: migrationId } = requireBody(await ask<Made>(target, 'POST', migrations, { body: {} }), 202);
  // No worker may run, and the number of unfinished migrations is limited.
  requireBody(await ask(target, 'POST', `${migrations}/${migrationId}/cancel`), 200);
  return { migrationId };
}

async function makeReplay(target: Target, flowId: string) {
  const replays = `${PREFIXES.management}/orgs/${target.orgId}/flows/${flowId}/replays`;
  const { id: replayId } = requireBody(await ask<Made>(target, 'POST', replays, { body: {} }), 202);
  // No worker may run, and the number of unfinished replays is limited.
  requireBody(await ask(target, 'POST', `${replays}/${replayId}/cancel`), 200);
  return { replayId };
}

const flowsWithBreakpoints = new Map<string, Set<string>>();

/** Sets a breakpoint, and removes those of flows that were made before, because an organization may have few. */
async function makeBreakpoint(target: Target, flowId: string) {
  const toPath = (id: string) => `${PREFIXES.management}/orgs/${target.orgId}/flows/${id}/breakpoints`;
  const earlier = flowsWithBreakpoints.get(target.orgId) ?? new Set();
  flowsWithBreakpoints.set(target.orgId, new Set([flowId]));
  for (const id of earlier) {
    const { items = [] } = (await ask<{ items?: Made[] }>(target, 'GET', toPath(id))).body;
    for (const one of items) await ask(target, 'DELETE', `${toPath(id)}/${one.id}`);
  }
  const body = { nodeId: 'ask', condition: 'false' };
  const { id: breakpointId } = requireBody(await ask<Made>(target, 'POST', toPath(flowId), { body }), 201);
  return { breakpointId };
}

async function makeUpload({ baseUrl }: Target, publicKey: string, code: string) {
  const form = new FormData();
  form.set('file', new File([toPng()], 'plan.png', { type: 'image/png' }));
  const url = `${baseUrl}${PREFIXES.chat}/forms/${code}/uploads?field=plan&publicKey=${publicKey}`;
  const response = await fetch(url, { method: 'POST', body: form });
  const file = (await response.json()) as { file_id: string; url: string };
  return { fileId: file.file_id, signature: new URL(file.url).searchParams.get('signature') ?? '' };
}
