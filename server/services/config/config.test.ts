import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { MAX_CONFIG_CHARS } from '@/server/shared/config-name';
import type { Role } from '@/server/shared/scopes';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import { createChannel } from '../channel/create-channel';
import type { ServiceContext } from '../context';
import { createEnvironment } from '../environment/create-environment';
import { deleteEnvironment } from '../environment/delete-environment';
import { promoteVersions } from '../environment/promote-versions';
import { createFlow } from '../flow/create-flow';
import { publishFlow } from '../flow/version/publish-flow';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { startTestSession } from '../session/start-test-session';
import { sendToThread } from '../thread/send/send-to-thread';
import { listConfig } from './list-config';
import { deleteConfig, setConfig } from './set-config';

let testEnv: TestEnv;
let owner: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  owner = as('owner');
});
afterAll(() => testEnv.close());
beforeEach(async () => {
  for (const { name } of await listConfig(owner)) await deleteConfig(owner, { name });
});

const as = (role: Role, orgId = testEnv.orgId): ServiceContext =>
  actIn(testEnv.platform, orgId, { type: 'user', orgId, userId: testEnv.platform.ids.uuid(1), role });

const READING: FlowDefinitionInput = {
  ...{ format: 1, start: 'q' },
  nodes: [
    {
      ...{ id: 'q', kind: 'question', variable: 'answer', answer: { type: 'text' } },
      ...{ prompt: [{ type: 'text', text: 'At most {{ $config.LIMIT }}?' }], exits: { next: 'm' } },
    },
    {
      ...{ id: 'm', kind: 'message', exits: { next: 'e' } },
      messages: [{ type: 'text', text: 'Still at most {{ $config.LIMIT }}.' }],
    },
    { id: 'e', kind: 'end' },
  ],
} as FlowDefinitionInput;

const listActions = async () =>
  (await listAudit(owner, { limit: 100, thing: 'config' })).items.map(({ action }) => action);

describe('configuration values', () => {
  it('are given to a session when it starts, which keeps them', async () => {
    await setConfig(owner, { name: 'LIMIT', value: 5 });
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, READING);
    const { session, messages } = await startSession(owner, { flowId });
    expect(messages.map(({ text }) => text)).toEqual(['At most 5?']);
    await setConfig(owner, { name: 'LIMIT', value: 6 });
    const reply = await sendInput(owner, { sessionId: session.id, input: { type: 'text', text: 'yes' } });
    expect(reply.messages[0]?.text).toBe('Still at most 5.');
    const next = await startSession(owner, { flowId });
    expect(next.messages.map(({ text }) => text)).toEqual(['At most 6?']);
    const { channel } = await createChannel(owner, { kind: 'flowrest', name: 'A', flowId });
    const entries = [
      { type: 'visitor' as const, lines: [{ content: { type: 'text' as const, text: 'x' }, text: 'x' }] },
    ];
    const sending = { channelId: channel.id, externalId: 'a', entries, waitMs: 0 };
    expect((await sendToThread(owner, sending)).messages.find(({ text }) => text !== 'x')?.text).toBe(
      'At most 6?',
    );
    const test = await startTestSession(owner, { flowId });
    expect(test.messages.map(({ text }) => text)).toEqual(['At most 6?']);
  });

  it('are listed by name with the flows that read them, in their own organization alone', async () => {
    await setConfig(owner, { name: 'ZONE', value: { a: [1] } });
    await setConfig(owner, { name: 'LIMIT', value: 'x' });
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, READING);
    const listed = await listConfig(owner);
    expect(listed.map(({ name, value }) => [name, value])).toEqual([
      ['LIMIT', 'x'],
      ['ZONE', { a: [1] }],
    ]);
    expect(listed[0]?.usedIn.map((flow) => flow.flowId)).toContain(flowId);
    expect(listed[1]?.usedIn).toEqual([]);
    const other = await addOrganization(testEnv.platform.db);
    expect(await listConfig(as('owner', other))).toEqual([]);
  });

  it('are written with their audit entry, and an unchanged value without one', async () => {
    const before = (await listActions()).length;
    await setConfig(owner, { name: 'LIMIT', value: 5 });
    await setConfig(owner, { name: 'LIMIT', value: 5 });
    await deleteConfig(owner, { name: 'LIMIT' });
    expect((await listActions()).slice(0, 2)).toEqual(['config.removed', 'config.set']);
    expect(await listActions()).toHaveLength(before + 2);
    await expect(deleteConfig(owner, { name: 'LIMIT' })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
  });

  it('are replaced in an environment, for the sessions that start in it', async () => {
    await createEnvironment(owner, { name: 'staging' });
    await setConfig(owner, { name: 'LIMIT', value: 5 });
    await setConfig(owner, { name: 'LIMIT', value: 50, environment: 'staging' });
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, READING);
    await promoteVersions(owner, { flowId, environment: 'staging', versions: [{ number: 1 }] });
    const askIn = async (environment?: string) =>
      (await startSession(owner, { flowId, environment })).messages.map(({ text }) => text);
    expect(await askIn()).toEqual(['At most 5?']);
    expect(await askIn('production')).toEqual(['At most 5?']);
    expect(await askIn('staging')).toEqual(['At most 50?']);
    const { channel } = await createChannel(owner, {
      kind: 'flowrest',
      name: 'S',
      flowId,
      environment: 'staging',
    });
    const lines = [{ content: { type: 'text' as const, text: 'x' }, text: 'x' }];
    const sending = {
      channelId: channel.id,
      externalId: 's',
      entries: [{ type: 'visitor' as const, lines }],
    };
    const { messages } = await sendToThread(owner, { ...sending, waitMs: 0 });
    expect(messages.map(({ text }) => text)).toContain('At most 50?');
    expect(await listConfig(owner)).toMatchObject([
      { name: 'LIMIT', value: 5, overrides: [{ environment: 'staging', value: 50 }] },
    ]);
    await deleteConfig(owner, { name: 'LIMIT', environment: 'staging' });
    expect(await askIn('staging')).toEqual(['At most 5?']);
    expect((await listAudit(owner, { limit: 1, thing: 'config' })).items[0]).toMatchObject({
      ...{ action: 'config.removed', before: { environment: 'staging', value: 50 } },
    });
  });

  it('have no value in an environment alone, and lose those of environments with their own', async () => {
    await createEnvironment(owner, { name: 'alone' });
    const set = (name: string, environment: string) => setConfig(owner, { name, value: 1, environment });
    await expect(set('LIMIT', 'alone')).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['name'] }] } },
    });
    await setConfig(owner, { name: 'LIMIT', value: 5 });
    await expect(set('LIMIT', 'nowhere')).rejects.toMatchObject({
      problem: { code: 'not_found', details: { thing: 'environment' } },
    });
    await set('LIMIT', 'alone');
    await setConfig(owner, { name: 'OTHER', value: 5 });
    await set('OTHER', 'alone');
    await expect(deleteConfig(owner, { name: 'ZONE', environment: 'alone' })).rejects.toMatchObject({
      problem: { code: 'not_found', details: { thing: 'config value' } },
    });
    await deleteConfig(owner, { name: 'LIMIT' });
    await setConfig(owner, { name: 'LIMIT', value: 6 });
    expect(await listConfig(owner)).toMatchObject([
      { name: 'LIMIT', overrides: [] },
      { name: 'OTHER', overrides: [{ environment: 'alone', value: 1 }] },
    ]);
    await deleteEnvironment(owner, { name: 'alone' });
    expect(await listConfig(owner)).toMatchObject([{ overrides: [] }, { overrides: [] }]);
  });

  it('are bounded in every environment', async () => {
    await createEnvironment(owner, { name: 'large' });
    const half = 'x'.repeat(MAX_CONFIG_CHARS / 2 - 100);
    for (const name of ['ONE', 'TWO']) await setConfig(owner, { name, value: 'x' });
    await setConfig(owner, { name: 'ONE', value: half, environment: 'large' });
    await setConfig(owner, { name: 'TWO', value: half, environment: 'large' });
    await expect(setConfig(owner, { name: 'THREE', value: 'x'.repeat(200) })).rejects.toMatchObject({
      problem: { code: 'limit_exceeded', details: { max: MAX_CONFIG_CHARS } },
    });
  });

  it('are bounded together', async () => {
    await setConfig(owner, { name: 'HALF', value: 'x'.repeat(MAX_CONFIG_CHARS / 2) });
    const refused = setConfig(owner, { name: 'OTHER', value: 'x'.repeat(MAX_CONFIG_CHARS / 2) });
    await expect(refused).rejects.toMatchObject({
      problem: { code: 'limit_exceeded', details: { max: MAX_CONFIG_CHARS } },
    });
    expect((await listConfig(owner)).map(({ name }) => name)).toEqual(['HALF']);
  });

  it.each(['MY-LIMIT', '1ST', '__proto__', '', 'x'.repeat(65)])('refuse the name %j', async (name) => {
    await expect(setConfig(owner, { name, value: 1 })).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['name'] }] } },
    });
  });

  it('lose no change that is made at the same time', async () => {
    const names = ['A', 'B', 'C', 'D', 'E'];
    await Promise.all(names.map((name) => setConfig(owner, { name, value: 1 })));
    expect((await listConfig(owner)).map(({ name }) => name)).toEqual(names);
  });

  it('need settings:write, and a flow that names an unknown one is not published', async () => {
    await expect(setConfig(as('editor'), { name: 'LIMIT', value: 1 })).rejects.toMatchObject({
      problem: { code: 'permission_denied' },
    });
    const { id: flowId } = await createFlow(owner, { name: 'Reads', definition: READING as never });
    await expect(publishFlow(owner, { flowId })).rejects.toMatchObject({
      problem: {
        code: 'flow_invalid',
        details: { problems: [{ code: 'unknown_config' }, { code: 'unknown_config' }] },
      },
    });
    await setConfig(owner, { name: 'LIMIT', value: 5 });
    await expect(publishFlow(owner, { flowId })).resolves.toMatchObject({ number: 1 });
  });
});
