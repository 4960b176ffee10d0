import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { createFlow } from '../flow/create-flow';
import { saveDraft } from '../flow/draft/save-draft';
import { publishFlow } from '../flow/version/publish-flow';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { findIntentFlow } from '../trigger/find-intent-flow';
import { compareEnvironments } from './compare-environments';
import { createEnvironment } from './create-environment';
import { deleteEnvironment } from './delete-environment';
import { listEnvironments } from './list-environments';
import { listFlowEnvironments } from './list-flow-environments';
import { promoteVersions } from './promote-versions';
import { rollBack } from './roll-back';

let testEnv: TestEnv;
let owner: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());
beforeEach(async () => {
  owner = inOrganization(await addOrganization(testEnv.platform.db));
});

const inOrganization = (orgId: string, role: 'owner' | 'viewer' = 'owner'): ServiceContext =>
  actIn(testEnv.platform, orgId, { type: 'user', orgId, userId: testEnv.platform.ids.uuid(1), role });

const says = (text: string, more: object = {}): FlowDefinitionInput =>
  ({
    ...{ format: 1, start: 'q', ...more },
    nodes: [
      {
        ...{ id: 'q', kind: 'question', variable: 'answer', answer: { type: 'text' } },
        ...{ prompt: [{ type: 'text', text }], exits: { next: 'e' } },
      },
      { id: 'e', kind: 'end' },
    ],
  }) as FlowDefinitionInput;

/** Makes a flow with one version for each text, the last one in production. */
async function addVersions(...texts: string[]): Promise<string> {
  const { id: flowId } = await createFlow(owner, { name: 'F', definition: says(texts[0] ?? '') as never });
  for (const text of texts) {
    await saveDraft(owner, { flowId, draft: says(text) as never });
    await publishFlow(owner, { flowId });
  }
  return flowId;
}

async function startsWith(flowId: string, place: { environment?: string; version?: number } = {}) {
  const { messages } = await startSession(owner, { flowId, ...place });
  return messages.map(({ text }) => text).join();
}

const numbersIn = async (flowId: string) =>
  (await listFlowEnvironments(owner, { flowId })).map(({ environment, versions, before }) => [
    environment,
    versions.map(({ number }) => number),
    before?.map(({ number }) => number) ?? null,
  ]);

describe('the environments of an organization', () => {
  it('are production, and those that were created, in their own organization alone', async () => {
    expect(await listEnvironments(owner)).toEqual([{ name: 'production', createdAt: null, flows: 0 }]);
    const flowId = await addVersions('One', 'Two');
    const made = await createEnvironment(owner, { name: 'staging', copyProduction: true });
    expect(made).toEqual({ name: 'staging', createdAt: expect.any(Date), flows: 1 });
    await createEnvironment(owner, { name: 'preview' });
    expect((await listEnvironments(owner)).map(({ name, flows }) => [name, flows])).toEqual([
      ['production', 1],
      ['preview', 0],
      ['staging', 1],
    ]);
    expect(await numbersIn(flowId)).toEqual([
      ['production', [2], [1]],
      ['preview', [], null],
      ['staging', [2], null],
    ]);
    const other = inOrganization(await addOrganization(testEnv.platform.db));
    expect(await listEnvironments(other)).toHaveLength(1);
    await expect(
      promoteVersions(other, { flowId, environment: 'production', versions: [{ number: 1 }] }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('have names of their own, and are at most ten besides production', async () => {
    for (const name of ['production', 'Staging', '1a', 'a_b', '', 'x'.repeat(33)])
      await expect(createEnvironment(owner, { name })).rejects.toMatchObject({ code: 'invalid_request' });
    for (let at = 1; at <= 10; at += 1) await createEnvironment(owner, { name: `e${at}` });
    await expect(createEnvironment(owner, { name: 'e1' })).rejects.toMatchObject({ code: 'name_taken' });
    await expect(createEnvironment(owner, { name: 'e11' })).rejects.toMatchObject({ code: 'limit_exceeded' });
  });

  it('are removed with their versions of flows, but for production', async () => {
    const flowId = await addVersions('One');
    await createEnvironment(owner, { name: 'staging', copyProduction: true });
    expect(await startsWith(flowId, { environment: 'staging' })).toBe('One');
    await deleteEnvironment(owner, { name: 'staging' });
    expect(await numbersIn(flowId)).toEqual([['production', [1], null]]);
    await expect(startsWith(flowId, { environment: 'staging' })).rejects.toMatchObject({ code: 'not_found' });
    await createEnvironment(owner, { name: 'staging' });
    await expect(startsWith(flowId, { environment: 'staging' })).rejects.toMatchObject({
      problem: { code: 'flow_not_published', details: { flowId, environment: 'staging' } },
    });
    for (const [name, code] of [
      ['production', 'invalid_request'],
      ['other', 'not_found'],
    ] as const)
      await expect(deleteEnvironment(owner, { name })).rejects.toMatchObject({ code });
  });

  it('are changed with flows:write alone', async () => {
    const flowId = await addVersions('One');
    const viewer = inOrganization(owner.actor.orgId, 'viewer');
    const denied = { code: 'permission_denied' };
    await expect(createEnvironment(viewer, { name: 'staging' })).rejects.toMatchObject(denied);
    const promotion = { flowId, environment: 'production', versions: [{ number: 1 }] };
    await expect(promoteVersions(viewer, promotion)).rejects.toMatchObject(denied);
    await expect(rollBack(viewer, promotion)).rejects.toMatchObject(denied);
  });
});

describe('a version', () => {
  it('is published for one environment, and promoted to others', async () => {
    const flowId = await addVersions('One');
    await createEnvironment(owner, { name: 'staging' });
    await saveDraft(owner, { flowId, draft: says('Two') as never });
    const published = await publishFlow(owner, { flowId, environment: 'staging' });
    expect(published).toMatchObject({ number: 2, current: false, isNew: true });
    expect(await publishFlow(owner, { flowId, environment: 'staging' })).toMatchObject({ isNew: false });
    expect([await startsWith(flowId), await startsWith(flowId, { environment: 'staging' })]).toEqual([
      'One',
      'Two',
    ]);
    await promoteVersions(owner, { flowId, environment: 'production', versions: [{ number: 2 }] });
    expect(await startsWith(flowId)).toBe('Two');
    const actions = (await listAudit(owner, { limit: 10, thing: 'flow' })).items;
    expect(actions[0]).toMatchObject({
      action: 'flow.promoted',
      before: { production: [{ number: 1, weight: 1 }] },
      after: { production: [{ number: 2, weight: 1 }] },
    });
  });

  it('is published for no environment, once for a draft', async () => {
    const flowId = await addVersions('One');
    await saveDraft(owner, { flowId, draft: says('Two') as never });
    expect(await publishFlow(owner, { flowId, environment: null })).toMatchObject({ number: 2, isNew: true });
    expect(await publishFlow(owner, { flowId, environment: null })).toMatchObject({
      number: 2,
      isNew: false,
    });
    expect(await startsWith(flowId)).toBe('One');
    expect(await startsWith(flowId, { version: 2 })).toBe('Two');
    expect(await publishFlow(owner, { flowId })).toMatchObject({ number: 3, isNew: true, current: true });
    await expect(publishFlow(owner, { flowId, environment: 'other' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is rolled back to those before, in each environment for itself, with an entry each', async () => {
    const flowId = await addVersions('One', 'Two', 'Three');
    await createEnvironment(owner, { name: 'staging', copyProduction: true });
    await rollBack(owner, { flowId, environment: 'production' });
    expect([await startsWith(flowId), await startsWith(flowId, { environment: 'staging' })]).toEqual([
      'Two',
      'Three',
    ]);
    await rollBack(owner, { flowId, environment: 'production' });
    expect(await startsWith(flowId)).toBe('Three');
    await expect(rollBack(owner, { flowId, environment: 'staging' })).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['environment'] }] } },
    });
    const actions = (await listAudit(owner, { limit: 10, thing: 'flow' })).items.map(({ action }) => action);
    expect(actions.slice(0, 3)).toEqual(['flow.rolled-back', 'flow.rolled-back', 'flow.published']);
  });

  it('runs at once after a promotion in another process', async () => {
    const flowId = await addVersions('One', 'Two');
    const other = actIn(testEnv.openPlatform(), owner.actor.orgId);
    const start = async () => (await startSession(other, { flowId })).messages[0]?.text;
    expect(await start()).toBe('Two');
    await promoteVersions(owner, { flowId, environment: 'production', versions: [{ number: 1 }] });
    expect(await start()).toBe('One');
    const both = [{ number: 1 }, { number: 2, weight: 100 }];
    await promoteVersions(owner, { flowId, environment: 'production', versions: both });
    const texts = await Promise.all(Array.from({ length: 8 }, start));
    expect(texts.filter((text) => text === 'Two').length).toBeGreaterThan(4);
  });

  it('shares the sessions of an environment with others by weight', async () => {
    const flowId = await addVersions('One', 'Two', 'Three');
    await createEnvironment(owner, { name: 'staging' });
    const versions = [{ number: 3, weight: 3 }, { number: 1 }];
    await promoteVersions(owner, { flowId, environment: 'staging', versions });
    const texts: string[] = [];
    for (let at = 0; at < 40; at += 1) texts.push(await startsWith(flowId, { environment: 'staging' }));
    const threes = texts.filter((text) => text === 'Three').length;
    expect(threes).toBeGreaterThan(20);
    expect(threes).toBeLessThan(40);
    expect(new Set(texts)).toEqual(new Set(['One', 'Three']));
    expect(await startsWith(flowId)).toBe('Three');
  });

  it.each([
    ['none', []],
    ['one twice', [{ number: 1 }, { number: 1 }]],
    ['six', [1, 2, 3, 4, 5, 6].map((number) => ({ number }))],
    ['a weight of 0', [{ number: 1, weight: 0 }]],
  ])('is not promoted as %s', async (_, versions) => {
    const flowId = await addVersions('One');
    const promotion = promoteVersions(owner, { flowId, environment: 'production', versions });
    await expect(promotion).rejects.toMatchObject({ code: 'invalid_request' });
    const missing = { flowId, environment: 'production', versions: [{ number: 9 }] };
    await expect(promoteVersions(owner, missing)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('has its triggers where production has it, and is refused if another flow has one of them', async () => {
    const intent = (text: string) =>
      says(text, { triggers: [{ type: 'intent', name: 'greet', displayLabel: 'greet' }] });
    const { id: flowId } = await createFlow(owner, { name: 'F', definition: intent('Hi') as never });
    await publishFlow(owner, { flowId });
    const find = async () => (await findIntentFlow(owner, 'greet'))?.flowId;
    expect(await find()).toBe(flowId);
    await saveDraft(owner, { flowId, draft: says('Hi') as never });
    await publishFlow(owner, { flowId });
    expect(await find()).toBeUndefined();
    await rollBack(owner, { flowId, environment: 'production' });
    expect(await find()).toBe(flowId);
    await rollBack(owner, { flowId, environment: 'production' });
    const { id: otherId } = await createFlow(owner, { name: 'G', definition: intent('Ho') as never });
    await publishFlow(owner, { flowId: otherId });
    await expect(rollBack(owner, { flowId, environment: 'production' })).rejects.toMatchObject({
      problem: { code: 'flow_invalid', details: { problems: [{ code: 'trigger_taken' }] } },
    });
    expect(await find()).toBe(otherId);
  });

  it('is named by number only by those who may promote one', async () => {
    const flowId = await addVersions('One', 'Two');
    await createEnvironment(owner, { name: 'staging', copyProduction: true });
    const scopes = ['sessions:write' as const];
    const { orgId } = owner.actor;
    const key = { type: 'apiKey' as const, orgId, keyId: orgId, scopes, channelId: null };
    const ctx = actIn(testEnv.platform, orgId, key);
    const denied = { problem: { code: 'permission_denied', details: { scope: 'flows:write' } } };
    await expect(startSession(ctx, { flowId, version: 1 })).rejects.toMatchObject(denied);
    await expect(startSession(ctx, { flowId, environment: 'staging' })).rejects.toMatchObject(denied);
    await expect(startSession(ctx, { flowId, environment: 'production' })).resolves.toBeTruthy();
    await expect(startSession(owner, { flowId, version: 3 })).rejects.toMatchObject({ code: 'not_found' });
    const { session } = await startSession(owner, { flowId, version: 1, environment: 'staging' });
    expect(session.environment).toBe('staging');
    const reply = await sendInput(owner, { sessionId: session.id, input: { type: 'text', text: 'x' } });
    expect(reply.session).toMatchObject({ status: 'completed', environment: 'staging' });
  });
});

describe('two environments', () => {
  it('are compared by the versions of flows', async () => {
    const same = await addVersions('Same');
    const flowId = await addVersions('One', 'Two');
    await createEnvironment(owner, { name: 'staging', copyProduction: true });
    const compare = () => compareEnvironments(owner, { environment: 'staging', other: 'production' });
    expect(await compare()).toEqual([]);
    await promoteVersions(owner, { flowId, environment: 'staging', versions: [{ number: 1 }] });
    await promoteVersions(owner, {
      flowId: same,
      environment: 'staging',
      versions: [{ number: 1, weight: 9 }],
    });
    expect(await compare()).toMatchObject([
      { flowId, versions: [{ number: 1, weight: 1 }], others: [{ number: 2, weight: 1 }] },
    ]);
    await expect(compareEnvironments(owner, { environment: 'staging', other: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
