import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseAllowList } from '@/server/gateways/address-guard';
import { createHttpClient } from '@/server/gateways/http-client';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { createRoom } from '../room/create-room';
import { ECHO } from '../session/fixtures/flows';
import { type CreateChannelInput, createChannel } from './create-channel';
import { getChannel } from './get-channel';
import { rotatePublicKey } from './keys/rotate-public-key';
import { rotateWebhookSecret } from './keys/rotate-webhook-secret';
import type { ChannelFields } from './schema';
import { updateChannel } from './update-channel';

const DAY_MS = 86_400_000;
const HOOK = 'http://127.0.0.1:9/hook';
const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
let flowId: string;
let roomId: string;
let umi: CreateChannelInput;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  flowId = (await addFlow(testEnv.platform.db, testEnv.orgId, ECHO)).flowId;
  roomId = (await createRoom(ctx, { name: 'Desk', mode: 'flow', flowId })).id;
  umi = { kind: 'umi', name: 'Email', label: 'email', roomId };
});
afterAll(() => testEnv.close());
beforeEach(() => clock.advance(1_000));

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });
const issueAt = (...path: (string | number)[]) => problem('invalid_request', { issues: [{ path }] });

describe('createChannel', () => {
  it('gives a chat channel a publishable key and default settings', async () => {
    const { channel, webhookSecret } = await createChannel(ctx, { kind: 'chat', name: ' Site ' });
    expect(channel).toMatchObject({
      kind: 'chat',
      name: 'Site',
      enabled: true,
      publicKey: expect.stringMatching(/^pk_live_[0-9a-f]{32}$/),
      settings: {
        allowedOrigins: [],
        allowedIntents: null,
        waitSeconds: 3_600,
        concurrency: 'queue',
        disableOnGone: false,
      },
      webhookUrl: null,
      webhookSchedule: 'vendor',
      maxRetryCount: 3,
      secrets: [],
    });
    expect(webhookSecret).toBeNull();
    expect(await getChannel(ctx, { channelId: channel.id })).toEqual(channel);
    expect(await ctx.channels.findByKey(channel.publicKey ?? '')).toMatchObject({ id: channel.id });
  });

  it('shows the signing secret of a webhook once, and stores it sealed', async () => {
    const { channel, webhookSecret } = await createChannel(ctx, { ...umi, webhookUrl: HOOK });
    expect(webhookSecret).toMatch(/^whsec_/);
    expect(channel.secrets).toEqual([
      { id: expect.any(String), createdAt: new Date(clock.now()), retiresAt: null },
    ]);
    const [row] = await testEnv.platform.db.prisma.channel.findMany({ where: { id: channel.id } });
    expect(JSON.stringify(row)).not.toContain(webhookSecret);
    expect(await ctx.channels.get(testEnv.orgId, channel.id)).toMatchObject({
      hasWebhook: true,
      label: 'email',
    });
  });

  const cases: [ChannelFields & { kind: CreateChannelInput['kind'] }, (string | number)[]][] = [
    [{ kind: 'chat', name: '  ' }, ['name']],
    [{ kind: 'chat' }, ['name']],
    [{ kind: 'chat', name: 'x'.repeat(256) }, ['name']],
    [{ kind: 'chat', name: 'a\u0000' }, ['name']],
    [{ kind: 'chat', name: 'A', label: 'email' }, ['label']],
    [{ kind: 'chat', name: 'A', settings: { allowedOrigins: ['*'] } }, ['settings', 'allowedOrigins', 0]],
    [{ kind: 'chat', name: 'A', settings: { unknown: 1 } }, ['settings']],
    [{ kind: 'chat', name: 'A', settings: { widget: { label: '\ud800' } } }, ['settings', 'widget', 'label']],
    [{ kind: 'flowrest', name: 'A' }, ['flowId']],
    [{ kind: 'flowrest', name: 'A', flowId: 'nonsense' }, ['flowId']],
    [{ kind: 'umi', name: 'A', label: 'email' }, ['roomId']],
    [{ kind: 'umi', name: 'A', label: 'email', roomId: '0190f3c2-0000-7000-8000-000000000001' }, ['roomId']],
    [{ kind: 'chat', name: 'A', webhookUrl: 'ftp://files.example' }, ['webhookUrl']],
    [{ kind: 'chat', name: 'A', webhookUrl: `https://a.example/${'x'.repeat(2_048)}` }, ['webhookUrl']],
    [{ kind: 'chat', name: 'A', maxRetryCount: 21 }, ['maxRetryCount']],
    [{ kind: 'chat', name: 'A', maxRetryCount: 1.5 }, ['maxRetryCount']],
  ];
  it.each(cases)('refuses %j', async (given, path) => {
    await expect(createChannel(ctx, given as CreateChannelInput)).rejects.toMatchObject(issueAt(...path));
  });

  it('names every missing field', async () => {
    await expect(createChannel(ctx, { kind: 'umi' } as CreateChannelInput)).rejects.toMatchObject(
      problem('invalid_request', {
        issues: [
          { path: ['roomId'], missing: true },
          { path: ['label'], missing: true },
          { path: ['name'], missing: true },
        ],
      }),
    );
  });

  it('refuses rooms and flows of another organization', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const other = actIn(testEnv.platform, orgId);
    await expect(createChannel(other, umi)).rejects.toMatchObject(issueAt('roomId'));
    const flowrest = { kind: 'flowrest' as const, name: 'A', flowId };
    await expect(createChannel(other, flowrest)).rejects.toMatchObject(issueAt('flowId'));
  });

  it('refuses a webhook whose address is not allowed, also behind a name', async () => {
    const strict = { ...ctx, http: createHttpClient({ allow: parseAllowList(['127.0.0.1:9']) }) };
    const save = (webhookUrl: string) => createChannel(strict, { kind: 'chat', name: 'A', webhookUrl });
    for (const url of ['http://127.0.0.1:80/', 'http://[::ffff:10.0.0.1]/x', 'http://localhost:9/hook']) {
      const { host } = new URL(url);
      await expect(save(url)).rejects.toMatchObject(
        problem('outbound_blocked', { host, reason: expect.any(String) }),
      );
    }
    expect((await save(HOOK)).channel.webhookUrl).toBe(HOOK);
    expect((await save('https://nowhere.invalid/hook')).channel.webhookUrl).toBe(
      'https://nowhere.invalid/hook',
    );
    await strict.http.close();
  });

  it('requires the scope channels:write and refuses keys of a single channel', async () => {
    const { channel } = await createChannel(ctx, { kind: 'chat', name: 'Bound' });
    const key = { type: 'apiKey' as const, orgId: testEnv.orgId, keyId: channel.id, channelId: channel.id };
    const bound = actIn(testEnv.platform, testEnv.orgId, {
      ...key,
      scopes: ['channels:read', 'channels:write'],
    });
    expect(await getChannel(bound, { channelId: channel.id })).toEqual(channel);
    await expect(createChannel(bound, umi)).rejects.toMatchObject(problem('permission_denied'));
    const another = (await createChannel(ctx, umi)).channel.id;
    await expect(getChannel(bound, { channelId: another })).rejects.toMatchObject(problem('not_found'));
    const reader = actIn(testEnv.platform, testEnv.orgId, {
      ...key,
      channelId: null,
      scopes: ['channels:read'],
    });
    await expect(createChannel(reader, umi)).rejects.toMatchObject(
      problem('permission_denied', { scope: 'channels:write' }),
    );
  });
});

describe('updateChannel', () => {
  it('changes only the given fields, each setting by itself, visible at once', async () => {
    const settings = { botName: 'Ada', dedupeMessageIds: true };
    const { channel } = await createChannel(ctx, { ...umi, settings });
    await ctx.channels.get(testEnv.orgId, channel.id);
    clock.advance(5);
    const changed = await updateChannel(ctx, {
      channelId: channel.id,
      enabled: false,
      settings: { botName: 'Bo' },
    });
    expect(changed.channel).toEqual({
      ...channel,
      enabled: false,
      settings: { botName: 'Bo', dedupeMessageIds: true, concurrency: 'queue', disableOnGone: false },
      modifiedAt: new Date(clock.now()),
    });
    expect(await ctx.channels.get(testEnv.orgId, channel.id)).toMatchObject({
      enabled: false,
      settings: { botName: 'Bo' },
    });
  });

  it('does not wait for writes into the channel', async () => {
    const { channel } = await createChannel(ctx, umi);
    const client = await testEnv.platform.db.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM channels WHERE id = $1 FOR KEY SHARE', [channel.id]);
    try {
      const changed = await updateChannel(ctx, { channelId: channel.id, name: 'Mail' });
      expect(changed.channel.name).toBe('Mail');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it('creates a first secret with the first webhook, and enables a disabled webhook with a new URL', async () => {
    const { channel } = await createChannel(ctx, umi);
    const channelId = channel.id;
    const first = await updateChannel(ctx, { channelId, webhookUrl: HOOK });
    expect(first.webhookSecret).toMatch(/^whsec_/);
    const disable = () =>
      testEnv.platform.db.prisma.channel.updateMany({
        where: { id: channelId },
        data: { webhookDisabledAt: new Date() },
      });
    await disable();
    const same = await updateChannel(ctx, { channelId, webhookUrl: HOOK, name: 'Same' });
    expect(same).toMatchObject({ webhookSecret: null, channel: { webhookDisabledAt: expect.any(Date) } });
    const other = await updateChannel(ctx, { channelId, webhookUrl: `${HOOK}/2` });
    expect(other.channel).toMatchObject({ webhookDisabledAt: null, secrets: first.channel.secrets });
    const none = await updateChannel(ctx, { channelId, webhookUrl: null });
    expect(none.channel.webhookUrl).toBeNull();
  });

  it('refuses fields that do not fit the kind, and unknown channels', async () => {
    const { channel } = await createChannel(ctx, umi);
    const save = (given: ChannelFields) => updateChannel(ctx, { channelId: channel.id, ...given });
    await expect(save({ roomId: null })).rejects.toMatchObject(issueAt('roomId'));
    await expect(save({ flowId })).rejects.toMatchObject(issueAt('flowId'));
    await expect(save({ settings: { botName: '' } })).rejects.toMatchObject(issueAt('settings', 'botName'));
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await expect(updateChannel(other, { channelId: channel.id, name: 'Mine' })).rejects.toMatchObject(
      problem('not_found', { thing: 'channel' }),
    );
    await expect(updateChannel(ctx, { channelId: 'x', name: 'Mine' })).rejects.toMatchObject(
      problem('not_found'),
    );
  });
});

describe('rotation', () => {
  it('keeps the old signing secret active beside the new one for a while', async () => {
    const { channel } = await createChannel(ctx, { ...umi, webhookUrl: HOOK });
    const channelId = channel.id;
    const next = await rotateWebhookSecret(ctx, { channelId });
    expect(next.webhookSecret).toMatch(/^whsec_/);
    expect(next.channel.secrets.map(({ retiresAt }) => retiresAt?.getTime() ?? null)).toEqual([
      null,
      clock.now() + DAY_MS,
    ]);
    clock.advance(DAY_MS);
    expect((await getChannel(ctx, { channelId })).secrets).toHaveLength(1);
    const both = await Promise.all([
      rotateWebhookSecret(ctx, { channelId }),
      rotateWebhookSecret(ctx, { channelId }),
    ]);
    expect(new Set(both.map(({ webhookSecret }) => webhookSecret)).size).toBe(2);
    expect((await getChannel(ctx, { channelId })).secrets).toHaveLength(3);
    await expect(rotateWebhookSecret(ctx, { channelId, overlapMs: -1 })).rejects.toMatchObject(
      issueAt('overlapMs'),
    );
  });

  it('refuses malformed ids', async () => {
    for (const channelId of ['x', '%c0%af']) {
      await expect(rotateWebhookSecret(ctx, { channelId })).rejects.toMatchObject(problem('not_found'));
      await expect(rotatePublicKey(ctx, { channelId })).rejects.toMatchObject(problem('not_found'));
    }
  });

  it('gives a chat channel another publishable key', async () => {
    const { channel } = await createChannel(ctx, { kind: 'chat', name: 'Site' });
    await ctx.channels.findByKey(channel.publicKey ?? '');
    const rotated = await rotatePublicKey(ctx, { channelId: channel.id });
    expect(rotated.publicKey).not.toBe(channel.publicKey);
    expect(await ctx.channels.findByKey(channel.publicKey ?? '')).toBeNull();
    const { id: channelId } = (await createChannel(ctx, umi)).channel;
    await expect(rotatePublicKey(ctx, { channelId })).rejects.toMatchObject(
      problem('precondition_failed', { current: 'umi' }),
    );
  });
});
