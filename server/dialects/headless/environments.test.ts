import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { type Asked, ask, type ErrorBody, requireBody, type Target } from '@/e2e/api/support/target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createEnvironment } from '@/server/services/environment/create-environment';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

const ends = (output: string) =>
  ({ format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end', output }] }) as FlowDefinitionInput;

let testEnv: TestEnv;
let target: Target;
let flowId: string;
let close: () => Promise<void>;

beforeAll(async () => {
  testEnv = await openTestEnv();
  const { platform, orgId } = testEnv;
  const mount = await openDirectMount(platform);
  close = mount.close;
  target = { baseUrl: mount.baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
  flowId = (await makeFlow(target, ends('"one"'))).id;
  const owner = actIn(platform, orgId);
  await createEnvironment(owner, { name: 'staging' });
  await createEnvironment(owner, { name: 'empty' });
  await saveDraft(owner, { flowId, draft: ends('"two"') as never });
  await publishFlow(owner, { flowId, environment: 'staging' });
});
afterAll(async () => {
  await close();
  await testEnv.close();
});

type Ended = { output?: unknown };

const post = (path: string, asked: Asked = {}, key = target.apiKey) =>
  ask<Ended & ErrorBody>(
    { ...target, apiKey: key },
    'POST',
    `/cgw/process/v1/orgs/${target.orgId}/flows/${flowId}/${path}`,
    asked,
  );

async function outputOf(body: object): Promise<unknown> {
  const { sessionId } = requireBody(
    await ask<{ sessionId: string }>(
      target,
      'POST',
      `/cgw/process/v1/orgs/${target.orgId}/flows/${flowId}/sessions`,
      { body },
    ),
    201,
  );
  const { prisma } = testEnv.platform.db;
  return prisma.session.findFirst({ where: { id: sessionId }, include: { version: true } });
}

describe('a headless start in an environment', () => {
  it('runs its version, or the one that is named', async () => {
    expect(await outputOf({})).toMatchObject({ environment: null, version: { number: 1 } });
    expect(await outputOf({ environment: null, version: null })).toMatchObject({ version: { number: 1 } });
    const staging = { environment: 'staging' };
    expect(await outputOf(staging)).toMatchObject({ environment: 'staging', version: { number: 2 } });
    expect(await outputOf({ ...staging, version: 1 })).toMatchObject({
      environment: 'staging',
      version: { number: 1 },
    });
    requireBody(await post('execute?environment=staging'), 200);
    requireBody(await post('execute?version=2'), 200);
    const { prisma } = testEnv.platform.db;
    const executed = await prisma.session.findMany({
      orderBy: { createdAt: 'desc' },
      include: { version: true },
      take: 2,
    });
    expect(executed.map(({ version }) => version.number)).toEqual([2, 2]);
  });

  it('is refused without a version, without the environment, and without the scope', async () => {
    const empty = await post('sessions', { body: { environment: 'empty' } });
    expect(requireBody(empty, 409).error).toMatchObject({
      code: 'FLOW_NOT_PUBLISHED',
      details: { environment: 'empty' },
    });
    expect((await post('sessions', { body: { environment: 'other' } })).status).toBe(404);
    expect((await post('sessions', { body: { version: 9 } })).status).toBe(404);
    expect((await post('sessions', { body: { version: 2 ** 40 } })).status).toBe(404);
    expect((await post('execute?version=9999999999')).status).toBe(404);
    expect((await post('sessions', { body: { version: 'two' } })).status).toBe(400);
    expect((await post('execute?version=0')).status).toBe(400);
    const starts = await makeKey(testEnv.platform, testEnv.orgId, ['sessions:write']);
    for (const body of [{ environment: 'staging' }, { version: 1 }])
      expect((await post('sessions', { body }, starts)).status).toBe(403);
    expect((await post('sessions', { body: { environment: 'production' } }, starts)).status).toBe(201);
  });
});
