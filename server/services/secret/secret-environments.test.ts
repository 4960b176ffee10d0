import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { createEnvironment } from '../environment/create-environment';
import { deleteEnvironment } from '../environment/delete-environment';
import { promoteVersions } from '../environment/promote-versions';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { deleteSecret } from './delete-secret';
import { listSecrets } from './list-secrets';
import { setSecret } from './set-secret';

let testEnv: TestEnv;
let owner: ServiceContext;
let server: TestHttpServer;

beforeAll(async () => {
  testEnv = await openTestEnv();
  const { platform, orgId } = testEnv;
  owner = actIn(platform, orgId, { type: 'user', orgId, userId: platform.ids.uuid(1), role: 'owner' });
  server = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
});
afterAll(async () => {
  await server.close();
  await testEnv.close();
});

const calling = (call: object): FlowDefinitionInput => ({
  format: 1,
  start: 'call',
  nodes: [
    {
      ...{
        id: 'call',
        kind: 'http',
        method: 'POST',
        url: `${server.url}/`,
        exits: { success: 'end', failure: 'end' },
      },
      ...call,
    },
    { id: 'end', kind: 'end' },
  ],
});

describe('secrets of environments', () => {
  it('are sent by the calls of sessions in it, in place of those of the organization', async () => {
    await createEnvironment(owner, { name: 'staging' });
    await setSecret(owner, { name: 'PLACED', value: 'of production' });
    await setSecret(owner, { name: 'PLACED', value: 'of staging', environment: 'staging' });
    await setSecret(owner, { name: 'SHARED', value: 'of everyone' });
    const headers = { 'X-Own': '{{ $secret.PLACED }}', 'X-Shared': '{{ $secret.SHARED }}' };
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, calling({ headers }));
    await promoteVersions(owner, { flowId, environment: 'staging', versions: [{ number: 1 }] });
    const sentIn = async (environment?: string) => {
      await startSession(owner, { flowId, environment, waitMs: 5_000 });
      const sent = server.received.at(-1)?.headers;
      return [sent?.['x-own'], sent?.['x-shared']];
    };
    expect(await sentIn()).toEqual(['of production', 'of everyone']);
    expect(await sentIn('staging')).toEqual(['of staging', 'of everyone']);
    const listed = (await listSecrets(owner)).find(({ name }) => name === 'PLACED');
    expect(listed?.overrides).toEqual([{ environment: 'staging', updatedAt: expect.any(Date) }]);
    await deleteSecret(owner, { name: 'PLACED', environment: 'staging' });
    expect(await sentIn('staging')).toEqual(['of production', 'of everyone']);
    const [removed, , set] = (await listAudit(owner, { limit: 10, thing: 'secret' })).items;
    expect([removed?.action, removed?.before?.environment]).toEqual(['secret.removed', 'staging']);
    expect([set?.action, set?.after?.environment]).toEqual(['secret.set', 'staging']);
  });

  it('replace another one, and go with it or with the environment', async () => {
    await createEnvironment(owner, { name: 'alone' });
    const set = (name: string, environment: string) =>
      setSecret(owner, { name, value: 'long enough', environment });
    await expect(set('NOBODYS', 'alone')).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['name'] }] } },
    });
    await setSecret(owner, { name: 'MINE', value: 'long enough' });
    await setSecret(owner, { name: 'OURS', value: 'long enough' });
    await expect(set('MINE', 'nowhere')).rejects.toMatchObject({
      problem: { code: 'not_found', details: { thing: 'environment' } },
    });
    await expect(deleteSecret(owner, { name: 'MINE', environment: 'alone' })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
    await expect(deleteSecret(owner, { name: 'MINE', environment: '' })).rejects.toMatchObject({
      problem: { code: 'not_found', details: { thing: 'environment' } },
    });
    await Promise.all([set('MINE', 'alone'), set('MINE', 'alone'), set('OURS', 'alone')]);
    await deleteSecret(owner, { name: 'MINE' });
    await setSecret(owner, { name: 'MINE', value: 'long enough' });
    const overridesOf = async (wanted: string) =>
      (await listSecrets(owner))
        .find(({ name }) => name === wanted)
        ?.overrides.map(({ environment }) => environment);
    expect([await overridesOf('MINE'), await overridesOf('OURS')]).toEqual([[], ['alone']]);
    await deleteEnvironment(owner, { name: 'alone' });
    expect(await overridesOf('OURS')).toEqual([]);
    for (const name of ['MINE', 'OURS']) await deleteSecret(owner, { name });
  });

  it('are not replaced by those of the organization in sessions whose environment was removed', async () => {
    await createEnvironment(owner, { name: 'gone' });
    await setSecret(owner, { name: 'LEFT', value: 'of production' });
    const waiting: FlowDefinitionInput = {
      ...calling({ headers: { 'X-Own': '{{ $secret.LEFT }}' }, exits: { success: 'end', failure: 'bad' } }),
      start: 'q',
    };
    waiting.nodes.push(
      {
        ...{ id: 'q', kind: 'question', prompt: [{ type: 'text', text: '?' }] },
        exits: { next: 'call' },
        answer: { type: 'text' },
      },
      { id: 'bad', kind: 'end', text: '{{ error.code }}' },
    );
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, waiting);
    await promoteVersions(owner, { flowId, environment: 'gone', versions: [{ number: 1 }] });
    const { session } = await startSession(owner, { flowId, environment: 'gone' });
    await deleteEnvironment(owner, { name: 'gone' });
    server.received.length = 0;
    const reply = await sendInput(owner, {
      sessionId: session.id,
      input: { type: 'text', text: 'x' },
      waitMs: 5_000,
    });
    expect([reply.messages[0]?.text, server.received.length]).toEqual(['unknown_secret', 0]);
  });
});
