import type { FlowDefinitionInput } from '@/server/engine/definition';
import { acceptInvitation } from '@/server/services/invitation/accept-invitation';
import { createInvitation } from '@/server/services/invitation/create-invitation';
import { changePassword } from '@/server/services/user/password/change-password';
import { actIn } from '@/server/tools/test/platform';
import { makeFlow } from '../../api/support/flows';
import { makeChannel } from '../../api/support/make-channel';
import type { Target } from '../../api/support/target';
import { ask, requireBody } from '../../api/support/target';
import { PREFIXES } from '../support/dialects';
import type { Things } from '../support/make-things';
import type { StressTarget } from '../support/open-stress-target';
import type { OrganizationSetup } from '../support/set-up-organization';
import { type Canary, IN_ADDRESSES, IN_CONVERSATIONS, IN_FLOWS, makeCanary } from './canaries';

/** Plants a secret in every place that accepts one and uses each; `url` answers every request. */
export async function plantCanaries(
  open: StressTarget,
  { target, owner, things }: OrganizationSetup,
  url: string,
): Promise<Canary[]> {
  return [
    ...(await plantPasswords(open, owner.orgId, owner.userId)),
    ...(await plantKeys(target, things)),
    ...(await plantHooks(target, things, url)),
    ...(await plantInFlows(target, url)),
    ...(await plantInConnections(target, url)),
    ...(await plantInRequests(target, things)),
    ...bearers(target, things),
  ];
}

const secret = (name: string, text: string): Canary => ({ name, text, mayStand: [] });

async function plantPasswords({ testEnv }: StressTarget, orgId: string, userId: string): Promise<Canary[]> {
  const { platform } = testEnv;
  const ctx = actIn(platform, orgId, {
    type: 'user',
    orgId,
    userId,
    role: 'owner',
    authenticatedAt: new Date(),
  });
  const email = `${crypto.randomUUID()}@example.test`;
  const { token } = await createInvitation(ctx, { email, role: 'editor' });
  const [first, next, wrong] = ['first', 'next', 'wrong'].map((one) => makeCanary(`password${one}`));
  if (!first || !next || !wrong) throw new Error('no password was made');
  await acceptInvitation(platform, { token, name: 'Somebody', password: first });
  const user = await platform.db.prisma.user.findUniqueOrThrow({ where: { email } });
  const own = actIn(platform, orgId, {
    type: 'user',
    orgId,
    userId: user.id,
    role: 'editor',
    authenticatedAt: new Date(),
  });
  await changePassword(own, { current: wrong, next }).catch(() => undefined);
  await changePassword(own, { current: first, next });
  return [
    secret('the token of an invitation', token),
    secret('a password', first),
    secret('a changed password', next),
    secret('a wrong password', wrong),
  ];
}

type MadeKey = { secret: string };

/** Creates and rotates keys under an Idempotency-Key; these responses are not stored. */
async function plantKeys(target: Target, { ids }: Things): Promise<Canary[]> {
  const org = `${PREFIXES.management}/orgs/${target.orgId}`;
  const headers = () => ({ 'idempotency-key': crypto.randomUUID() });
  const body = { name: 'A key', scopes: ['flows:read'] };
  const made = await ask<MadeKey>(target, 'POST', `${org}/api-keys`, { body, headers: headers() });
  const turned = await ask<MadeKey>(target, 'POST', `${org}/api-keys/${ids.keyId}/rotate`, {
    body: { overlapMs: 0 },
    headers: headers(),
  });
  return [
    secret('an API key', requireBody(made, 201).secret),
    secret('an API key that took over', requireBody(turned, 201).secret),
  ];
}

/** Sends webhooks with a secret in the address; also plants signing secrets. */
async function plantHooks(target: Target, { ids }: Things, url: string): Promise<Canary[]> {
  const inAddress = makeCanary('hook');
  const { channel, webhookSecret } = await makeChannel(target, {
    kind: 'umi',
    label: 'email',
    roomId: ids.roomId,
    webhookUrl: `${url}/hook?key=${inAddress}`,
  });
  const path = `${PREFIXES.management}/orgs/${target.orgId}/channels/${channel.id}`;
  requireBody(await ask(target, 'POST', `${path}/test`, { body: {} }), 202);
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const turned = await ask<{ webhookSecret: string }>(target, 'POST', `${path}/rotate-webhook-secret`, {
    body: {},
    headers,
  });
  const next = requireBody(turned, 201).webhookSecret;
  return [
    { name: 'a secret in the address of a webhook', text: inAddress, mayStand: IN_ADDRESSES },
    ...[webhookSecret ?? '', next].flatMap((one) => [
      secret('a signing secret', one),
      secret('the bytes of a signing secret', one.replace(/^whsec_/, '')),
    ]),
  ];
}

/** A flow that uses secrets in every part of an HTTP request, and calls a model with a key. */
async function plantInFlows(target: Target, url: string): Promise<Canary[]> {
  const [header, own, query, field, model, failing] = [
    'auth',
    'xkey',
    'query',
    'field',
    'model',
    'failing',
  ].map(makeCanary);
  const call = { kind: 'http', method: 'POST', retry: { attempts: 1 } } as const;
  const flow: FlowDefinitionInput = {
    format: 1,
    start: 'call',
    nodes: [
      {
        ...call,
        id: 'call',
        url: `${url}/call`,
        query: { api_key: query ?? '' },
        headers: { authorization: `Bearer ${header}`, 'x-api-key': own ?? '' },
        body: { type: 'json', value: { client_secret: field ?? '' } },
        exits: { success: 'fail', failure: 'fail' },
      },
      {
        ...call,
        id: 'fail',
        url: 'http://127.0.0.1:9/',
        headers: { authorization: `Bearer ${failing}` },
        exits: { success: 'ask', failure: 'ask' },
      },
      {
        id: 'ask',
        kind: 'ai',
        url: `${url}/v1/chat/completions`,
        apiKey: model,
        model: 'small',
        prompt: 'Hello',
        variable: 'said',
        retry: { attempts: 1 },
        exits: { next: 'end', error: 'end' },
      },
      { id: 'end', kind: 'end', text: 'Done.' },
    ],
  } as FlowDefinitionInput;
  const made = await makeFlow(target, flow);
  const path = `${PREFIXES.headless}/orgs/${target.orgId}/flows/${made.id}/sessions`;
  requireBody(await ask(target, 'POST', path, { body: {} }), 201);
  const names = { header, own, query, field, model, failing };
  return Object.entries(names).map(([name, text]) => ({
    name: `a secret of a flow (${name})`,
    text: text ?? '',
    mayStand: IN_FLOWS,
  }));
}

/** Connections with each way of signing in, the call of a flow over one, and the token of its token server. */
async function plantInConnections(target: Target, url: string): Promise<Canary[]> {
  const [token, password, value, clientSecret] = ['token', 'password', 'value', 'client'].map(makeCanary);
  const org = `${PREFIXES.management}/orgs/${target.orgId}`;
  const oauth = {
    type: 'oauth2_client_credentials',
    tokenUrl: `${url}/token`,
    clientId: 'client',
    clientSecret,
  };
  const ways = {
    token: { type: 'bearer', token },
    password: { type: 'basic', username: 'somebody', password },
    value: { type: 'header', header: 'x-api-key', value },
    client: oauth,
  };
  for (const [name, auth] of Object.entries(ways)) {
    const path = `${org}/connections/canary-${name}`;
    requireBody(await ask(target, 'PUT', path, { body: { kind: 'http', address: url, auth } }), 200);
    requireBody(await ask(target, 'POST', `${path}/test`, { body: {} }), 200);
  }
  const nodes = Object.keys(ways).map((name, index, all) => {
    const next = all[index + 1] ?? 'end';
    const call = { kind: 'http', method: 'GET', connection: `canary-${name}`, url: '/call' };
    return { ...call, id: name, exits: { success: next, failure: next } };
  });
  const flow = { format: 1, start: 'token', nodes: [...nodes, { id: 'end', kind: 'end' }] };
  const made = await makeFlow(target, flow as FlowDefinitionInput);
  const path = `${PREFIXES.headless}/orgs/${target.orgId}/flows/${made.id}/sessions`;
  requireBody(await ask(target, 'POST', path, { body: {} }), 201);
  return Object.entries({ token, password, value, clientSecret }).map(([name, text]) =>
    secret(`a credential of a connection (${name})`, text ?? ''),
  );
}

/** Secrets that callers misplace, and secrets in messages. */
async function plantInRequests(target: Target, { ids }: Things): Promise<Canary[]> {
  const [query, key, messageText, variable] = ['query', 'wrong', 'said', 'variable'].map(makeCanary);
  const org = `${PREFIXES.headless}/orgs/${target.orgId}`;
  await ask(target, 'GET', `${org}/sessions/${ids.sessionId}?access_token=${query}`);
  await ask(target, 'GET', `${org}/sessions/${ids.sessionId}`, { key });
  const body = { variables: { variable } };
  requireBody(await ask(target, 'POST', `${org}/flows/${ids.flowId}/sessions`, { body }), 201);
  await ask(target, 'POST', `${org}/sessions/${ids.sessionId}/messages`, { body: { text: messageText } });
  return [
    secret('a token in a query', query ?? ''),
    secret('a wrong key', key ?? ''),
    { name: 'what was said', text: messageText ?? '', mayStand: IN_CONVERSATIONS },
    { name: 'a variable', text: variable ?? '', mayStand: IN_CONVERSATIONS },
  ];
}

/** The credentials of each dialect and the server's secret. By design, a visitor's execution contains its resume token. */
function bearers({ apiKey }: Target, { credentials, ids }: Things): Canary[] {
  return [
    secret('the key of the caller', apiKey),
    secret("the server's own secret", 'a secret of the tests'),
    secret('the key of a channel', credentials.flowrest.authorization ?? ''),
    secret('the token of a visitor', (credentials.chat.authorization ?? '').replace('Bearer ', '')),
    secret('the signature of a file', ids.signature ?? ''),
    { name: 'a wait token', text: ids.waitToken ?? '', mayStand: [/^answer GET .*\/executions\//] },
  ];
}
