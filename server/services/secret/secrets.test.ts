import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { searchDatabase } from '@/e2e/stress/canaries/search-database';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import type { Role } from '@/server/shared/scopes';
import {
  type Handler,
  openTestHttpServer,
  sendJson,
  type TestHttpServer,
} from '@/server/tools/test/http-server';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { createFlow } from '../flow/create-flow';
import { publishFlow } from '../flow/version/publish-flow';
import { listMaskedTurns } from '../session/list-masked-turns';
import { startSession } from '../session/start-session';
import { deleteSecret } from './delete-secret';
import { listSecrets } from './list-secrets';
import { MOST_SECRETS } from './schema';
import { setSecret } from './set-secret';

/** With characters that URL, form, JSON and base64 write otherwise. */
const VALUE = 'k€y "of"/the+tests?&=1';

let testEnv: TestEnv;
let owner: ServiceContext;
let server: TestHttpServer;
let answer: Handler;

beforeAll(async () => {
  testEnv = await openTestEnv();
  owner = as('owner');
  server = await openTestHttpServer((request, response) => answer(request, response));
});
afterAll(async () => {
  await server.close();
  await testEnv.close();
});
beforeEach(() => {
  server.received.length = 0;
  answer = (_, response) => sendJson(response, 200, {});
});

const as = (role: Role, orgId = testEnv.orgId): ServiceContext =>
  actIn(testEnv.platform, orgId, { type: 'user', orgId, userId: testEnv.platform.ids.uuid(1), role });

function calling(call: object): FlowDefinitionInput {
  return {
    format: 1,
    start: 'call',
    nodes: [
      {
        id: 'call',
        kind: 'http',
        method: 'POST',
        url: `${server.url}/`,
        save: [{ variable: 'answer', value: 'response' }],
        exits: { success: 'ok', failure: 'bad' },
        ...call,
      },
      { id: 'ok', kind: 'end', text: '{{ JSON.stringify(answer) }}' },
      { id: 'bad', kind: 'end', text: '{{ JSON.stringify(error) }}' },
    ],
  };
}

async function run(call: object, ctx = owner) {
  const { flowId } = await addFlow(testEnv.platform.db, ctx.actor.orgId, calling(call));
  const { session, messages } = await startSession(ctx, { flowId, waitMs: 5_000 });
  return { sessionId: session.id, said: messages.map(({ text }) => text).join('\n') };
}

describe('secrets', () => {
  it('are set, listed by name without their values, replaced and deleted', async () => {
    const set = await setSecret(owner, { name: 'B_KEY', value: ' first value ' });
    await setSecret(owner, { name: 'A_KEY', value: 'another value' });
    const { flowId } = await createFlow(owner, { name: 'Uses B' }).then(({ id }) => ({ flowId: id }));
    const draft = JSON.stringify(calling({ headers: { Authorization: '{{ $secret.B_KEY }}' } }));
    await testEnv.platform.db.pool.query('UPDATE flows SET draft = $1 WHERE id = $2', [draft, flowId]);
    const listed = await listSecrets(as('viewer'));
    expect(listed.map(({ name, usedIn }) => [name, usedIn.map((flow) => flow.name)])).toEqual([
      ['A_KEY', []],
      ['B_KEY', ['Uses B']],
    ]);
    expect(JSON.stringify(listed)).not.toContain('value');
    const again = await setSecret(owner, { name: 'B_KEY', value: 'second value' });
    expect(again.createdAt).toEqual(set.createdAt);
    expect((await searchDatabase(testEnv.platform.db.pool, ['first value', 'second value'])).hits).toEqual(
      [],
    );
    for (const name of ['A_KEY', 'B_KEY']) await deleteSecret(owner, { name });
    await expect(deleteSecret(owner, { name: 'B_KEY' })).rejects.toMatchObject({ code: 'not_found' });
    const { items } = await listAudit(owner, { limit: 100, thing: 'secret' });
    expect(
      items.map(({ action, name, before, after }) => [action, name, before !== null, after !== null]),
    ).toEqual([
      ['secret.removed', 'B_KEY', true, false],
      ['secret.removed', 'A_KEY', true, false],
      ['secret.set', 'B_KEY', true, true],
      ['secret.set', 'A_KEY', false, true],
      ['secret.set', 'B_KEY', false, true],
    ]);
  });

  it.each([
    [{ name: '1KEY', value: 'long enough' }, 'name'],
    [{ name: 'A KEY', value: 'long enough' }, 'name'],
    [{ name: 'KEY', value: ' short   ' }, 'value'],
    [{ name: 'KEY', value: 'x'.repeat(8_001) }, 'value'],
    [{ name: 'KEY', value: 'long enough\u0000' }, 'value'],
  ])('refuse %j', async (given, field) => {
    await expect(setSecret(owner, given)).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: [field] }] } },
    });
  });

  it('belong to their organization, and are changed by admins only', async () => {
    await setSecret(owner, { name: 'OURS', value: 'our own value' });
    const stranger = as('owner', await addOrganization(testEnv.platform.db));
    expect(await listSecrets(stranger)).toEqual([]);
    await expect(deleteSecret(stranger, { name: 'OURS' })).rejects.toMatchObject({ code: 'not_found' });
    const { said } = await run({ headers: { 'x-key': '{{ $secret.OURS }}' } }, stranger);
    expect(said).toContain('unknown_secret');
    for (const role of ['editor', 'agent', 'viewer'] as const) {
      const denied = { code: 'permission_denied' };
      await expect(setSecret(as(role), { name: 'K', value: 'long enough' })).rejects.toMatchObject(denied);
      await expect(deleteSecret(as(role), { name: 'OURS' })).rejects.toMatchObject(denied);
    }
    await expect(listSecrets(as('agent'))).rejects.toMatchObject({ code: 'permission_denied' });
  });

  it('are set by several requests at once', async () => {
    const values = ['first value', 'second value', 'third value'];
    await Promise.all(values.map((value) => setSecret(owner, { name: 'AT_ONCE', value })));
    expect((await listSecrets(owner)).filter(({ name }) => name === 'AT_ONCE')).toHaveLength(1);
  });

  it(`are at most ${MOST_SECRETS}`, async () => {
    const other = as('owner', await addOrganization(testEnv.platform.db));
    for (let n = 0; n < MOST_SECRETS; n += 1) await setSecret(other, { name: `K${n}`, value: 'long enough' });
    await expect(setSecret(other, { name: 'MORE', value: 'long enough' })).rejects.toMatchObject({
      problem: { code: 'limit_exceeded', details: { max: MOST_SECRETS } },
    });
    await setSecret(other, { name: 'K0', value: 'still replaced' });
  });
});

describe('a call with secrets', () => {
  beforeAll(async () => {
    await setSecret(owner, { name: 'KEY', value: VALUE });
    await setSecret(owner, { name: 'TOKEN', value: 'plain-token-1' });
    await setSecret(owner, { name: 'HOOK', value: `${server.url}/hooks/T0/B1` });
  });

  it('sends their values in URL, query, headers and body', async () => {
    await run({
      url: `${server.url}/v1/{{ $secret.KEY }}?a={{ $secret.KEY }}`,
      query: { b: '{{ $secret.KEY }}!' },
      headers: { Authorization: 'Bearer {{ $secret.TOKEN }}' },
      body: { type: 'json', value: { deep: ['{{ $secret.KEY }} {{ $secret.TOKEN }}'] } },
    });
    const [sent] = server.received;
    const url = new URL(sent?.path ?? '', server.url);
    expect(decodeURIComponent(url.pathname)).toBe(`/v1/${VALUE}`);
    expect([...url.searchParams]).toEqual([
      ['a', VALUE],
      ['b', `${VALUE}!`],
    ]);
    expect(sent?.headers.authorization).toBe('Bearer plain-token-1');
    expect(JSON.parse(sent?.body ?? '')).toEqual({ deep: [`${VALUE} plain-token-1`] });
    await run({ body: { type: 'form', fields: { k: '{{ $secret.KEY }}' } } });
    expect(new URLSearchParams(server.received[1]?.body).get('k')).toBe(VALUE);
    await run({ url: '{{ $secret.HOOK }}' });
    expect(server.received[2]?.path).toBe('/hooks/T0/B1');
  });

  it('never shows them, whatever the service answers (secret/scrubbed)', async () => {
    const basic = Buffer.from(`a:${VALUE}`).toString('base64');
    answer = ({ path, headers, body }, response) => {
      response.setHeader('x-echo', encodeURIComponent(VALUE));
      const { authorization } = headers;
      sendJson(response, 200, { path, authorization, body, plain: VALUE, basic, [VALUE]: [VALUE.repeat(2)] });
    };
    const { sessionId, said } = await run({
      url: `${server.url}/v1/{{ $secret.KEY }}`,
      headers: { Authorization: 'Bearer {{ $secret.TOKEN }}' },
      body: { type: 'json', value: '{{ $secret.KEY }}' },
    });
    const { headers, body } = JSON.parse(said) as { headers: Record<string, string>; body: object };
    expect(headers['x-echo']).toBe('$secret.KEY');
    expect(body).toEqual({
      path: '/v1/$secret.KEY',
      authorization: 'Bearer $secret.TOKEN',
      body: '"$secret.KEY"',
      plain: '$secret.KEY',
      basic: expect.stringContaining('$secret.KEY'),
      '$secret.KEY': ['$secret.KEY$secret.KEY'],
    });
    const { items } = await listMaskedTurns(owner, { sessionId, limit: 10 });
    expect(JSON.stringify(items)).toContain('/v1/$secret.KEY');
    const found = [
      VALUE,
      encodeURIComponent(VALUE),
      JSON.stringify(VALUE).slice(1, -1),
      'plain-token-1',
      basic,
    ];
    expect((await searchDatabase(testEnv.platform.db.pool, found)).hits).toEqual([]);
    expect(found.filter((form) => JSON.stringify(items).includes(form))).toEqual([]);
  });

  it('never shows them in an error response', async () => {
    answer = (_, response) => sendJson(response, 401, { error: `Invalid key ${VALUE}` });
    const { said } = await run({
      headers: { 'x-key': '{{ $secret.TOKEN }}' },
      query: { k: '{{ $secret.KEY }}' },
    });
    expect(JSON.parse(said)).toMatchObject({
      code: 'status',
      response: { body: { error: 'Invalid key $secret.KEY' } },
    });
  });

  it('fails with the name of a secret that is gone', async () => {
    const { said } = await run({ headers: { 'x-key': '{{ $secret.GONE }}' } });
    expect(JSON.parse(said)).toEqual({
      code: 'unknown_secret',
      message: 'There is no secret GONE. An admin can add it under Settings, Secrets.',
      status: null,
    });
    expect(server.received).toEqual([]);
  });

  it('is not sent with a value that a header cannot carry', async () => {
    const { said } = await run({ headers: { 'x-key': '{{ $secret.KEY }}' } });
    expect(JSON.parse(said)).toMatchObject({ code: 'invalid_header' });
    expect(said).not.toContain(VALUE);
  });

  it('does not take a text that looks like one for a secret', async () => {
    const { said } = await run({ headers: { 'x-key': '$secret.TOKEN {{ "$secret.TOKEN" }}' } });
    expect(server.received[0]?.headers['x-key']).toBe('$secret.TOKEN $secret.TOKEN');
    expect(said).not.toContain('plain-token-1');
  });

  it('does not follow a redirect that leads a secret to another host', async () => {
    const elsewhere = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
    answer = (_, response) => void response.writeHead(307, { location: elsewhere.url }).end();
    const { said } = await run({ followRedirects: true, body: { type: 'text', text: '{{ $secret.KEY }}' } });
    expect(JSON.parse(said)).toMatchObject({ code: 'blocked' });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });
});

describe('a flow that names a secret that does not exist', () => {
  it('cannot be published until it does', async () => {
    const { id: flowId } = await createFlow(owner, { name: 'Waits for its key' });
    const draft = JSON.stringify(calling({ query: { k: '{{ $secret.LATER }}' } }));
    await testEnv.platform.db.pool.query('UPDATE flows SET draft = $1 WHERE id = $2', [draft, flowId]);
    await expect(publishFlow(owner, { flowId })).rejects.toMatchObject({
      problem: {
        code: 'flow_invalid',
        details: { problems: [{ code: 'unknown_secret', nodeId: 'call', path: '/nodes/0/query/k' }] },
      },
    });
    await setSecret(owner, { name: 'LATER', value: 'here it is' });
    await expect(publishFlow(owner, { flowId })).resolves.toMatchObject({ number: 1 });
  });
});
