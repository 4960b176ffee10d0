import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '@/server/container';
import { readEnv } from '@/server/env';
import { NO_OPERATIONS } from '@/server/http/server/operations';
import { openLimits } from '@/server/open-limits';
import { authenticateKey } from '@/server/services/api-key/authenticate-key';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import { revokeApiKey } from '@/server/services/api-key/revoke-api-key';
import { deleteChannel } from '@/server/services/channel/delete-channel';
import { getChannel } from '@/server/services/channel/get-channel';
import type { ServiceContext } from '@/server/services/context';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { SCOPES } from '@/server/shared/scopes';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { type DemoFacts, demoFacts } from './demo-facts';
import { seedDemo } from './seed-demo';

let testEnv: TestEnv;
let container: Container;

beforeEach(async () => {
  testEnv = await openTestEnv();
  container = open('4711');
});
afterEach(() => testEnv.close());

function open(port: string): Container {
  const env = readEnv({ PORT: port });
  const stopping = new AbortController().signal;
  const limits = openLimits({ ...testEnv.platform, env, stopping });
  return { ...testEnv.platform, env, secret: 'x', stopping, limits, operations: NO_OPERATIONS };
}

/** Seeds the demo, and reads the result from its file as the next start does. */
async function seed(known: DemoFacts | null = null, on = container): Promise<DemoFacts> {
  const facts = await seedDemo(on, known);
  return demoFacts.parse(JSON.parse(JSON.stringify(facts)));
}

function actAsOwner({ orgId }: DemoFacts): ServiceContext {
  return actIn(testEnv.platform, orgId, {
    type: 'user',
    orgId,
    userId: orgId,
    role: 'owner',
    authenticatedAt: new Date(),
  });
}

function requireAll(facts: DemoFacts) {
  const { chat, flowrest, umi } = facts;
  if (!chat || !flowrest || !umi) throw new Error('a part of the demo is missing');
  return { chat, flowrest, umi };
}

describe('the demo', () => {
  it('has credentials of all four APIs', async () => {
    const facts = await seed();
    const { chat, flowrest, umi } = requireAll(facts);
    expect(chat.publicKey).toMatch(/^pk_live_[a-f0-9]{32}$/);
    expect(chat).toMatchObject({ intents: ['order_status'], pricedModel: 'demo-model' });
    expect(await authenticateKey(testEnv.platform, facts.apiKey)).toMatchObject({ scopes: [...SCOPES] });
    for (const [key, channelId] of [
      [chat.engineToken, null],
      [flowrest.apiKey, flowrest.channelId],
      [umi.token, null],
    ] as const)
      expect(await authenticateKey(testEnv.platform, key)).toMatchObject({ orgId: facts.orgId, channelId });
    const ctx = actAsOwner(facts);
    expect(await getChannel(ctx, { channelId: umi.configId })).toMatchObject({
      kind: 'umi',
      roomId: umi.roomId,
      webhookUrl: 'http://127.0.0.1:4711/demo/webhooks/umi',
    });
    const agent = await testEnv.platform.db.prisma.member.findFirst({
      where: { userId: umi.userId },
      include: { user: true },
    });
    expect(agent).toMatchObject({ orgId: facts.orgId, role: 'agent', user: { passwordHash: null } });
  });

  it('is the same after a restart', async () => {
    const facts = await seed();
    expect(await seed(facts)).toEqual(facts);
    expect(await testEnv.platform.db.prisma.channel.count()).toBe(3);
    expect(await testEnv.platform.db.prisma.room.count()).toBe(1);
  });

  it('is found without the file of an earlier start, with new keys', async () => {
    const first = requireAll(await seed());
    const again = requireAll(await seed());
    expect(again.chat).toMatchObject({ channelId: first.chat.channelId, publicKey: first.chat.publicKey });
    expect(again.umi).toMatchObject({ configId: first.umi.configId, userId: first.umi.userId });
    expect(again.flowrest.apiKey).not.toBe(first.flowrest.apiKey);
    expect(await testEnv.platform.db.prisma.channel.count()).toBe(3);
  });

  it('never restores removed parts', async () => {
    const facts = await seed();
    const ctx = actAsOwner(facts);
    const { chat, flowrest, umi } = requireAll(facts);
    for (const channelId of [chat.channelId, flowrest.channelId, umi.configId])
      await deleteChannel(ctx, { channelId });
    const second = await seed(facts);
    expect(second).toMatchObject({ removed: ['chat', 'flowrest', 'umi'] });
    const third = await seed(second);
    expect(third).toEqual(second);
    expect(Object.keys(third)).not.toContain('chat');
    expect(await testEnv.platform.db.prisma.channel.count()).toBe(0);
  });

  it('works without the flow of its channels', async () => {
    const facts = await seed();
    await archiveFlow(actAsOwner(facts), { flowId: facts.flows.orders ?? '' });
    const second = await seed(facts);
    expect(second).toMatchObject({ chat: { intents: [] } });
    expect(second.flows).not.toHaveProperty('orders');
  });

  it('replaces keys that are invalid or lack scopes', async () => {
    const facts = await seed();
    const ctx = actAsOwner(facts);
    const { key, secret } = await createApiKey(ctx, { name: 'Weak', scopes: ['sessions:read'] });
    const weak = await seed({ ...facts, apiKey: secret, umi: { ...requireAll(facts).umi, token: secret } });
    expect(weak.apiKey).not.toBe(secret);
    expect(weak.umi?.token).not.toBe(secret);
    await revokeApiKey(ctx, { keyId: key.id });
    const chat = { ...requireAll(facts).chat, engineToken: secret };
    expect((await seed({ ...facts, chat })).chat?.engineToken).not.toBe(secret);
  });

  it('updates its URLs to the server’s address, except webhooks that somebody changed', async () => {
    const facts = await seed();
    const { flowrest, umi } = requireAll(facts);
    const ctx = actAsOwner(facts);
    const own = 'http://127.0.0.1:9/mine';
    await testEnv.platform.db.prisma.channel.updateMany({
      where: { id: flowrest.channelId },
      data: { webhookUrl: own },
    });
    await seed(facts, open('4712'));
    expect((await getChannel(ctx, { channelId: flowrest.channelId })).webhookUrl).toBe(own);
    const { webhookUrl } = await getChannel(ctx, { channelId: umi.configId });
    expect(webhookUrl).toBe('http://127.0.0.1:4712/demo/webhooks/umi');
  });

  it('is created again in another database', async () => {
    const facts = await seed();
    const other = await openTestEnv();
    const made = await seedDemo({ ...container, ...other.platform }, facts);
    expect(Object.keys(made ?? {})).toEqual(expect.arrayContaining(['chat', 'flowrest', 'umi']));
    expect(made?.orgId).not.toBe(facts.orgId);
    await other.close();
  });
});
