import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchDatabase } from '@/e2e/stress/canaries/search-database';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createSecretBox } from '@/server/gateways/secret-box';
import type { Role } from '@/server/shared/scopes';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { createFlow } from '../flow/create-flow';
import { publishFlow } from '../flow/version/publish-flow';
import { requireSecrets } from '../secret/require-secrets';
import { resealSecrets } from '../secret/reseal-secrets';
import { deleteConnection } from './delete-connection';
import { listConnections } from './list-connections';
import { MOST_CONNECTIONS, type SetConnectionInput } from './schema';
import { setConnection } from './set-connection';

const NONE = { kind: 'http', address: 'https://api.example.com/v1/', auth: { type: 'none' } } as const;
const BEARER = { ...NONE, auth: { type: 'bearer', token: 'first token' } } as const;

let testEnv: TestEnv;
let owner: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  owner = as('owner');
});
afterAll(() => testEnv.close());

const as = (role: Role, orgId = testEnv.orgId): ServiceContext =>
  actIn(testEnv.platform, orgId, { type: 'user', orgId, userId: testEnv.platform.ids.uuid(1), role });

async function draftFlow(name: string, nodes: object[]): Promise<string> {
  const { id } = await createFlow(owner, { name });
  const draft = JSON.stringify({ format: 1, start: 'a', nodes } as FlowDefinitionInput);
  await testEnv.platform.db.pool.query('UPDATE flows SET draft = $1 WHERE id = $2', [draft, id]);
  return id;
}

const issuesAt = (...path: string[]) => ({
  problem: { code: 'invalid_request', details: { issues: [expect.objectContaining({ path })] } },
});

describe('connections', () => {
  it('are set, listed by name without their credentials, replaced and deleted', async () => {
    const set = await setConnection(owner, { ...BEARER, name: 'crm', headers: { 'X-Tenant': 'acme' } });
    expect(set).toEqual({
      ...{ name: 'crm', kind: 'http', address: 'https://api.example.com/v1', auth: { type: 'bearer' } },
      ...{ headers: { 'X-Tenant': 'acme' }, model: null, timeoutMs: null, maxBytes: null },
      ...{ createdAt: expect.any(Date), updatedAt: expect.any(Date) },
    });
    await setConnection(owner, { ...NONE, name: 'answers', kind: 'model', model: 'small-1' });
    await draftFlow('Asks twice', [
      { id: 'a', kind: 'http', method: 'GET', connection: 'crm', url: '/a', exits: { success: 'b' } },
      {
        id: 'b',
        kind: 'ai',
        connection: 'gone',
        fallback: { connection: 'answers' },
        prompt: 'x',
        variable: 'v',
      },
      { id: 'c', kind: 'emit', event: 'e', payload: { connection: 'answers' } },
    ]);
    const listed = await listConnections(as('viewer'));
    expect(listed.map(({ name, usedIn }) => [name, usedIn.map((flow) => flow.name)])).toEqual([
      ['answers', ['Asks twice']],
      ['crm', ['Asks twice']],
    ]);
    expect(JSON.stringify(listed)).not.toContain('token"');
    await setConnection(owner, { ...BEARER, name: 'crm', auth: { type: 'bearer', token: 'second token' } });
    const found = await searchDatabase(testEnv.platform.db.pool, ['first token', 'second token']);
    expect(found.hits).toEqual([]);
    for (const name of ['answers', 'crm']) await deleteConnection(owner, { name });
    await expect(deleteConnection(owner, { name: 'crm' })).rejects.toMatchObject({ code: 'not_found' });
    const { items } = await listAudit(owner, { limit: 100, thing: 'connection' });
    expect(items.map(({ action, name }) => `${action} ${name}`)).toEqual([
      'connection.removed crm',
      'connection.removed answers',
      'connection.set crm',
      'connection.set answers',
      'connection.set crm',
    ]);
    expect(items[2]).toMatchObject({
      before: { headers: { 'X-Tenant': 'acme' } },
      after: { headers: {}, credentialSetAt: expect.any(String) },
    });
  });

  it('keep a credential that is left out, on the same host only (connection/credential-stays)', async () => {
    const kept = { ...BEARER, name: 'kept', auth: { type: 'bearer' } } as const;
    await expect(setConnection(owner, kept)).rejects.toMatchObject(issuesAt('auth', 'token'));
    await setConnection(owner, { ...BEARER, name: 'kept' });
    const sealed = () =>
      testEnv.platform.db.prisma.connection.findFirst({
        where: { name: 'kept' },
        select: { sealed: true, rev: true },
      });
    const before = await sealed();
    await setConnection(owner, { ...kept, address: 'https://api.example.com/v2' });
    expect(await sealed()).toEqual({ sealed: before?.sealed, rev: 2 });
    for (const address of [
      'https://api.example.org/v1',
      'http://api.example.com/v1',
      'https://api.example.com:8443',
    ])
      await expect(setConnection(owner, { ...kept, address })).rejects.toMatchObject(
        issuesAt('auth', 'token'),
      );
    const basic = { type: 'basic', username: 'me' } as const;
    await expect(setConnection(owner, { ...kept, auth: basic })).rejects.toMatchObject(
      issuesAt('auth', 'password'),
    );
    const oauth = {
      type: 'oauth2_client_credentials',
      clientId: 'c',
      tokenUrl: 'https://id.example.com/t',
    } as const;
    await setConnection(owner, { ...kept, auth: { ...oauth, clientSecret: 'a client secret' } });
    await setConnection(owner, { ...kept, auth: { ...oauth, scope: 'read' } });
    const elsewhere = { ...oauth, tokenUrl: 'https://id.example.org/t' };
    await expect(setConnection(owner, { ...kept, auth: elsewhere })).rejects.toMatchObject(
      issuesAt('auth', 'clientSecret'),
    );
  });

  it.each<[object, string[]]>([
    [{ name: 'CRM' }, ['name']],
    [{ name: '-crm' }, ['name']],
    [{ address: 'ftp://example.com' }, ['address']],
    [{ address: 'https://me:pass@example.com' }, ['address']],
    [{ address: 'https://example.com/?a=1' }, ['address']],
    [{ address: 'https://example.com/#a' }, ['address']],
    [{ auth: { type: 'bearer', token: 'short' } }, ['auth', 'token']],
    [{ auth: { type: 'basic', username: 'a:b', password: 'long enough' } }, ['auth', 'username']],
    [{ auth: { type: 'header', header: 'a b', value: 'long enough' } }, ['auth', 'header']],
    [{ auth: { type: 'header', header: 'Host', value: 'long enough' } }, ['auth', 'header']],
    [{ headers: { Authorization: 'Bearer x' } }, ['headers', 'Authorization']],
    [{ headers: { 'x-a': 'π' } }, ['headers', 'x-a']],
    [{ model: 'small-1' }, ['model']],
    [{ timeoutMs: 99 }, ['timeoutMs']],
    [{ maxBytes: 1_000_001 }, ['maxBytes']],
    [{ nonsense: 1 }, []],
  ])('refuse %j', async (given, path) => {
    const input = { ...NONE, name: 'refused', ...given } as SetConnectionInput;
    await expect(setConnection(owner, input)).rejects.toMatchObject(issuesAt(...path));
  });

  it('keep their kind, and lead to addresses that may be called', async () => {
    await setConnection(owner, { ...NONE, name: 'kind' });
    await expect(setConnection(owner, { ...NONE, name: 'kind', kind: 'model' })).rejects.toMatchObject(
      issuesAt('kind'),
    );
    const blocked = { code: 'outbound_blocked' };
    await expect(
      setConnection(owner, { ...NONE, name: 'b', address: 'http://10.0.0.1' }),
    ).rejects.toMatchObject(blocked);
    const auth = { type: 'oauth2_client_credentials', clientId: 'c', clientSecret: 'long enough' } as const;
    await expect(
      setConnection(owner, { ...NONE, name: 'b', auth: { ...auth, tokenUrl: 'http://169.254.169.254/' } }),
    ).rejects.toMatchObject(blocked);
  });

  it('belong to their organization, and are changed by admins only', async () => {
    await setConnection(owner, { ...BEARER, name: 'ours' });
    const stranger = as('owner', await addOrganization(testEnv.platform.db));
    expect(await listConnections(stranger)).toEqual([]);
    await expect(deleteConnection(stranger, { name: 'ours' })).rejects.toMatchObject({ code: 'not_found' });
    for (const role of ['editor', 'agent', 'viewer'] as const) {
      const denied = { code: 'permission_denied' };
      await expect(setConnection(as(role), { ...NONE, name: 'x' })).rejects.toMatchObject(denied);
      await expect(deleteConnection(as(role), { name: 'ours' })).rejects.toMatchObject(denied);
    }
    await expect(listConnections(as('agent'))).rejects.toMatchObject({ code: 'permission_denied' });
  });

  it('are set by several requests at once', async () => {
    const tokens = ['first token', 'other token', 'third token'];
    const set = (token: string) =>
      setConnection(owner, { ...BEARER, name: 'at-once', auth: { type: 'bearer', token } });
    await Promise.allSettled(tokens.map(set));
    expect((await listConnections(owner)).filter(({ name }) => name === 'at-once')).toHaveLength(1);
  });

  it(`are at most ${MOST_CONNECTIONS}`, async () => {
    const other = as('owner', await addOrganization(testEnv.platform.db));
    for (let n = 0; n < MOST_CONNECTIONS; n += 1) await setConnection(other, { ...NONE, name: `c${n}` });
    await expect(setConnection(other, { ...NONE, name: 'more' })).rejects.toMatchObject({
      problem: { code: 'limit_exceeded', details: { max: MOST_CONNECTIONS } },
    });
    await setConnection(other, { ...NONE, name: 'c0' });
  });

  it('are sealed again after the secret of the server changed (secrets/previous-hold)', async () => {
    const stranger = as('owner', await addOrganization(testEnv.platform.db));
    await setConnection(stranger, { ...BEARER, name: 'sealed' });
    const old = testEnv.platform.secrets;
    const secrets = createSecretBox('another secret of the tests', ['a secret of the tests']);
    const after = testEnv.openPlatform({ secrets });
    const alone = testEnv.openPlatform({ secrets: createSecretBox('another secret of the tests') });
    await expect(requireSecrets(alone)).rejects.toThrow(`key ${old.keyId}`);
    while ((await resealSecrets(after, { limit: 50 })) > 0);
    await expect(requireSecrets(alone)).resolves.toBeUndefined();
  });
});

describe('a flow that names a connection', () => {
  it('is published only if the connection exists and is of the right kind', async () => {
    await setConnection(owner, { ...NONE, name: 'service' });
    const flowId = await draftFlow('Names connections', [
      {
        id: 'a',
        kind: 'http',
        method: 'GET',
        connection: 'later',
        url: '/a',
        exits: { success: 'b', failure: 'b' },
      },
      {
        id: 'b',
        kind: 'ai',
        connection: 'service',
        fallback: { connection: 'later' },
        prompt: 'x',
        variable: 'v',
        exits: { next: 'c', error: 'c' },
      },
      { id: 'c', kind: 'end' },
    ]);
    const refused = await publishFlow(owner, { flowId }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ problem: { code: 'flow_invalid' } });
    const { problems } = (refused as { problem: { details: { problems: { code: string; path: string }[] } } })
      .problem.details;
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'unknown_connection /nodes/0/connection',
      'connection_kind /nodes/1/connection',
      'unknown_connection /nodes/1/fallback/connection',
    ]);
  });
});
