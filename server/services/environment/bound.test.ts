import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { authenticateKey } from '../api-key/authenticate-key';
import { createApiKey } from '../api-key/create-api-key';
import { revokeApiKey } from '../api-key/revoke-api-key';
import { rotateApiKey } from '../api-key/rotate-api-key';
import { createChannel } from '../channel/create-channel';
import { updateChannel } from '../channel/update-channel';
import type { ServiceContext } from '../context';
import { emitEvent } from '../event/emit-event';
import { fanOutEvents } from '../event/fan-out-events';
import { createFlow } from '../flow/create-flow';
import { saveDraft } from '../flow/draft/save-draft';
import { publishFlow } from '../flow/version/publish-flow';
import { createRoom } from '../room/create-room';
import { getSession } from '../session/get-session';
import { startSession } from '../session/start-session';
import { sendToThread } from '../thread/send/send-to-thread';
import { createEnvironment } from './create-environment';
import { deleteEnvironment } from './delete-environment';
import { promoteVersions } from './promote-versions';

let testEnv: TestEnv;
let owner: ServiceContext;
let flowId: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());
beforeEach(async () => {
  const orgId = await addOrganization(testEnv.platform.db);
  const userId = testEnv.platform.ids.uuid(1);
  const { prisma } = testEnv.platform.db;
  await prisma.user.upsert({
    where: { id: userId },
    update: {},
    create: { id: userId, email: `${userId}@example.test`, name: 'A' },
  });
  await prisma.member.create({ data: { orgId, userId, role: 'owner' } });
  const authenticatedAt = new Date(testEnv.platform.clock.now());
  owner = actIn(testEnv.platform, orgId, { type: 'user', orgId, userId, role: 'owner', authenticatedAt });
  await createEnvironment(owner, { name: 'staging' });
  flowId = await makeFlow('One');
  await saveDraft(owner, { flowId, draft: says('Two') as never });
  await publishFlow(owner, { flowId, environment: 'staging' });
});

const says = (text: string, more: object = {}): FlowDefinitionInput =>
  ({
    ...{ format: 1, start: 'm', ...more },
    nodes: [{ id: 'm', kind: 'message', messages: [{ type: 'text', text }] }],
  }) as FlowDefinitionInput;

async function makeFlow(text: string, more: object = {}): Promise<string> {
  const { id } = await createFlow(owner, { name: text, definition: says(text, more) as never });
  await publishFlow(owner, { flowId: id });
  return id;
}

let threads = 0;
async function sayIn(channelId: string) {
  threads += 1;
  const lines = [{ content: { type: 'text' as const, text: 'x' }, text: 'x' }];
  const entries = [{ type: 'visitor' as const, lines }];
  const { session, messages } = await sendToThread(owner, {
    ...{ channelId, externalId: `t${threads}`, entries, waitMs: 0 },
  });
  const text = messages.find(({ direction }) => direction === 'outbound')?.text;
  return { text, environment: session?.environment };
}

describe('a channel', () => {
  it('starts the version of its environment, and of another one once it is moved', async () => {
    const fields = { kind: 'flowrest' as const, name: 'A', flowId };
    const { channel } = await createChannel(owner, { ...fields, environment: 'staging' });
    expect(channel.environment).toBe('staging');
    expect(await sayIn(channel.id)).toEqual({ text: 'Two', environment: 'staging' });
    const moved = await updateChannel(owner, { channelId: channel.id, environment: 'production' });
    expect(moved.channel.environment).toBe('production');
    expect(await sayIn(channel.id)).toEqual({ text: 'One', environment: 'production' });
    expect((await createChannel(owner, fields)).channel.environment).toBe('production');
  });

  it('hands over to people in an environment without a version for them', async () => {
    const room = await createRoom(owner, { name: 'Desk', mode: 'people' });
    const { channel } = await createChannel(owner, {
      ...{ kind: 'umi', name: 'Mail', label: 'email', roomId: room.id, environment: 'staging' },
    });
    expect(await sayIn(channel.id)).toEqual({ text: undefined, environment: 'staging' });
  });

  it('is bound to environments of its organization alone', async () => {
    const creating = createChannel(owner, { kind: 'flowrest', name: 'A', flowId, environment: 'other' });
    await expect(creating).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: ['environment'] }] } },
    });
  });
});

describe('an API key', () => {
  const make = async (given: object = {}) => {
    const { key, secret } = await createApiKey(owner, {
      ...{ name: 'K', scopes: ['sessions:write', 'sessions:read'], environment: 'staging', ...given },
    });
    return { key, ctx: { ...owner, actor: await authenticateKey(testEnv.platform, secret) } };
  };

  it('starts sessions and reports events in its environment, and in no other', async () => {
    const triggers = [{ type: 'event', event: 'paid' }];
    const triggered = await makeFlow('Started', { triggers });
    await promoteVersions(owner, { flowId: triggered, environment: 'staging', versions: [{ number: 1 }] });
    const { key, ctx } = await make();
    expect(key.environment).toBe('staging');
    const { session, messages } = await startSession(ctx, { flowId });
    expect([messages[0]?.text, session.environment]).toEqual(['Two', 'staging']);
    await expect(startSession(ctx, { flowId, environment: 'staging' })).resolves.toBeTruthy();
    await expect(startSession(ctx, { flowId, environment: 'production' })).rejects.toMatchObject({
      problem: { code: 'permission_denied', details: { scope: 'flows:write' } },
    });
    await emitEvent(ctx, { name: 'paid', payload: {} });
    await fanOutEvents(testEnv.platform, { limit: 10 });
    const { prisma } = testEnv.platform.db;
    const [started, ...others] = await prisma.session.findMany({ where: { flowId: triggered } });
    expect(others).toEqual([]);
    const { environment } = await getSession(owner, { sessionId: started?.id ?? '' });
    expect(environment).toBe('staging');
  });

  it('keeps its environment when it is rotated', async () => {
    const { key } = await make();
    const { key: next, secret } = await rotateApiKey(owner, { keyId: key.id, overlapMs: 0 });
    expect(next.environment).toBe('staging');
    expect(await authenticateKey(testEnv.platform, secret)).toMatchObject({ environment: 'staging' });
    const production = await make({ environment: 'production' });
    expect(production.key.environment).toBe('production');
    expect(production.ctx.actor).toMatchObject({ environment: null });
  });

  it('is bound to an environment of its organization, or to a channel', async () => {
    const refusal = {
      problem: { code: 'invalid_request', details: { issues: [{ path: ['environment'] }] } },
    };
    await expect(make({ environment: 'other' })).rejects.toMatchObject(refusal);
    const { channel } = await createChannel(owner, { kind: 'flowrest', name: 'A', flowId });
    await expect(make({ channelId: channel.id })).rejects.toMatchObject(refusal);
    await expect(make({ channelId: channel.id, environment: null })).resolves.toBeTruthy();
  });
});

it('an environment is not removed while a channel or an active key is bound to it', async () => {
  const remove = () => deleteEnvironment(owner, { name: 'staging' });
  const refusal = (channels: number, keys: number) => ({
    problem: {
      details: {
        issues: [{ message: expect.stringContaining(`${channels} channels and ${keys} API keys`) }],
      },
    },
  });
  const { channel } = await createChannel(owner, {
    ...{ kind: 'flowrest', name: 'A', flowId, environment: 'staging' },
  });
  const { key } = await createApiKey(owner, {
    ...{ name: 'K', scopes: ['sessions:write'], environment: 'staging' },
  });
  await expect(remove()).rejects.toMatchObject(refusal(1, 1));
  await updateChannel(owner, { channelId: channel.id, environment: 'production' });
  await expect(remove()).rejects.toMatchObject(refusal(0, 1));
  await revokeApiKey(owner, { keyId: key.id });
  await remove();
});
