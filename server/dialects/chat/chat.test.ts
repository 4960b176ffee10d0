import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPublic, type ChatSession, makeChannel, openSession, openVisitor } from '@/e2e/api/chat/client';
import { orderFlow } from '@/e2e/api/chat/flows';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { ask, requireBody, type Target } from '@/e2e/api/support/target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createChannel } from '@/server/services/channel/create-channel';
import { endSession } from '@/server/services/session/end-session';
import { storeUpload } from '@/server/services/upload/store-upload';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { readSession } from './session-token';

const clock = createManualClock(Date.now());
let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let shop: TestHttpServer;
let release: () => void;

/** Calls `url` and sends the result. */
const lookupFlow = (name: string, url: string): FlowDefinitionInput => ({
  format: 1,
  triggers: [{ type: 'intent', name, displayLabel: 'Look up' }],
  start: 'hold',
  nodes: [
    { id: 'hold', kind: 'message', messages: [{ type: 'text', text: 'Looking.' }], exits: { next: 'call' } },
    {
      id: 'call',
      kind: 'http',
      method: 'GET',
      url,
      save: [{ variable: 'found', value: 'response.body.what' }],
      exits: { success: 'done' },
    },
    { id: 'done', kind: 'end', text: 'Found {{ found }}.' },
  ],
});

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  mount = await openDirectMount(testEnv.platform, { tuning: { waitMs: 50 } });
  target = {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
  };
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  shop = await openTestHttpServer(async (_, response) => {
    await gate;
    sendJson(response, 200, { what: 'it' });
  });
  await makeFlow(target, lookupFlow('lookup', `${shop.url}/`));
  await makeFlow(target, orderFlow('order_status'));
});
afterAll(async () => {
  await shop.close();
  await mount.close();
  await testEnv.close();
});

describe('a running execution', () => {
  it('is polled until it ends', async () => {
    const visitor = openVisitor(target, await openSession(target, await makeChannel(target)));
    const first = await visitor.trigger('lookup');
    expect(first).toMatchObject({ status: 'running', expectedInput: null, waitToken: null });
    expect(first.blocks.map(({ payload }) => payload.text)).toEqual(['Looking.']);
    release();
    const status = async () => (await visitor.read(first.executionId)).status;
    await expect.poll(status, { timeout: 10_000 }).toBe('completed');
    const last = await visitor.read(first.executionId);
    expect(last.blocks.map(({ payload }) => payload.text)).toEqual(['Looking.', 'Found it.']);
    expect(last.blocks[0]?.id).toBe(first.blocks[0]?.id);
  });

  it('is aborted when cancelled, and accepts no answer', async () => {
    const visitor = openVisitor(target, await openSession(target, await makeChannel(target)));
    const first = await visitor.trigger('order_status');
    await endSession(actIn(testEnv.platform, testEnv.orgId), { sessionId: first.executionId });
    expect(await visitor.read(first.executionId)).toMatchObject({ status: 'aborted', waitToken: null });
    const { executionId, waitToken } = first;
    const reply = await visitor.post({ executionId, waitToken, values: { order_no: 'A-123' } });
    expect(reply).toMatchObject({ status: 410, body: { error: 'execution_aborted' } });
  });

  it('waits as long as its key is set to, from each question on', async () => {
    const visitor = openVisitor(
      target,
      await openSession(target, await makeChannel(target, { waitSeconds: 600 })),
    );
    const first = await visitor.trigger('order_status');
    expect(Date.parse(first.waitExpiresAt ?? '')).toBe(clock.now() + 600_000);
    clock.advance(500_000);
    const second = await visitor.resume(first, { order_no: 'A-123' });
    expect(Date.parse(second.waitExpiresAt ?? '')).toBe(clock.now() + 600_000);
    clock.advance(600_000);
    const { executionId, waitToken } = second;
    const reply = await visitor.post({
      executionId,
      waitToken,
      values: { email: 'a@b.example', reason: 'late' },
    });
    expect(reply).toMatchObject({ status: 409, body: { error: 'invalid_wait_token' } });
    expect(await visitor.read(executionId)).toMatchObject({ status: 'aborted' });
  });
});

describe('a session token', () => {
  const post = (at: Target, key: string) =>
    askPublic<{ error: string }>(at, 'POST', '/chat/events', { key, body: { name: 'seen' } });

  it('works on every process', async () => {
    const { sessionToken } = await openSession(target, await makeChannel(target));
    const other = await openDirectMount(testEnv.openPlatform());
    expect((await post({ ...target, baseUrl: other.baseUrl }, sessionToken)).status).toBe(202);
    await other.close();
  });

  it('is valid for one hour (token/one-conversation)', async () => {
    const { sessionToken, expiresAt } = await openSession(target, await makeChannel(target));
    expect(Date.parse(expiresAt)).toBe(clock.now() + 3_600_000);
    clock.advance(3_599_999);
    expect((await post(target, sessionToken)).status).toBe(202);
    clock.advance(1);
    expect(await post(target, sessionToken)).toMatchObject({
      status: 401,
      body: { error: 'invalid_session_token' },
    });
  });

  it('ends with the key that created it (token/ends-with-key)', async () => {
    const channel = await makeChannel(target);
    const { sessionToken } = await openSession(target, channel);
    const path = `/api/v1/orgs/${target.orgId}/channels/${channel.id}/rotate-public-key`;
    requireBody(await ask(target, 'POST', path), 200);
    expect(await post(target, sessionToken)).toMatchObject({
      status: 403,
      body: { error: 'widget_disabled' },
    });
  });

  it('is refused if signed for another purpose or malformed (token/one-purpose)', async () => {
    const { secrets } = testEnv.platform;
    const payload = Buffer.from('["o","c","t","k","9999999999999"]').toString('base64url');
    const forged = `${payload}.${secrets.sign('chat-file', payload).toString('base64url')}`;
    expect(() => readSession(testEnv.platform, forged)).toThrow('credential_invalid');
    expect(() => readSession(testEnv.platform, `${payload}.`)).toThrow('credential_invalid');
    expect(() => readSession(testEnv.platform, 'x')).toThrow('credential_invalid');
  });
});

describe('an Idempotency-Key of a page', () => {
  it('is valid within its conversation only', async () => {
    const channel = await makeChannel(target);
    const visit = async () => openVisitor(target, await openSession(target, channel));
    const headers = { 'idempotency-key': 'the-same' };
    const body = { text: 'Hello', intentName: 'order_status' };
    const one = await visit();
    const first = requireBody(await one.post(body, { headers }), 200).reply;
    expect(requireBody(await one.post(body, { headers }), 200).reply).toEqual(first);
    const other = requireBody(await (await visit()).post(body, { headers }), 200).reply;
    expect(other.executionId).not.toBe(first.executionId);
    expect((await one.post({ ...body, text: 'Other' }, { headers })).status).toBe(409);
  });
});

describe('the rate limit', () => {
  it('counts each conversation separately', async () => {
    const slow = await openDirectMount(testEnv.platform, { perMinute: 2 });
    const at = { ...target, baseUrl: slow.baseUrl };
    const channel = await makeChannel(target);
    const spend = async (session: ChatSession) => {
      const visitor = openVisitor(at, session);
      const statuses: number[] = [];
      for (let count = 0; count < 3; count += 1) {
        statuses.push((await visitor.call('POST', '/chat/events', { body: { name: 'seen' } })).status);
      }
      return statuses;
    };
    const [one, two] = [await openSession(at, channel), await openSession(at, channel)];
    expect(await spend(one)).toEqual([202, 202, 429]);
    expect(await spend(two)).toEqual([202, 202, 429]);
    await slow.close();
  });
});

describe('files', () => {
  it('are limited in bytes per day', async () => {
    const { platform } = testEnv;
    const orgId = await addOrganization(platform.db);
    const ctx = actIn(platform, orgId);
    const { channel } = await createChannel(ctx, { kind: 'chat', name: 'Files' });
    const file = { channelId: channel.id, name: 'a.txt', mime: 'text/plain', bytes: new Uint8Array(10) };
    await storeUpload(ctx, file);
    await platform.db.prisma.upload.updateMany({ where: { orgId }, data: { size: 999_999_991 } });
    await expect(storeUpload(ctx, file)).rejects.toThrow('limit_exceeded');
    const refused = { orgId, action: 'upload.refused' };
    expect(await platform.db.prisma.auditEntry.findMany({ where: refused })).toMatchObject([
      { thingId: channel.id, name: 'Files', after: { max: 1_000_000_000 } },
    ]);
    await storeUpload(ctx, { ...file, bytes: new Uint8Array(9) });
    clock.advance(24 * 3_600_000);
    await storeUpload(ctx, file);
  });
});

describe('data that pages send', () => {
  it('is stored: events at most now, mounts counted, usage with its turn', async () => {
    const channel = await makeChannel(target);
    const visitor = openVisitor(target, await openSession(target, channel));
    const late = { name: 'late', timestamp: '2999-01-01T00:00:00Z' };
    const early = { name: 'early', timestamp: '2020-01-01T00:00:00+01:00' };
    await visitor.call('POST', '/chat/events/batch', { body: { events: [late, early] } });
    const { prisma } = testEnv.platform.db;
    const events = await prisma.clientEvent.findMany({
      where: { channelId: channel.id },
      orderBy: { name: 'asc' },
    });
    expect(events.map(({ name, at }) => [name, at.getTime()])).toEqual([
      ['early', Date.parse('2019-12-31T23:00:00Z')],
      ['late', clock.now()],
    ]);
    const tokenUsage = { prompt_tokens: 1, completion_tokens: 2, model: 'm' };
    const { executionId } = await visitor.trigger('order_status', { tokenUsage });
    const turns = await prisma.turn.findMany({ where: { sessionId: executionId } });
    expect(turns.map(({ usage }) => usage)).toEqual([
      { ...tokenUsage, total_tokens: 3, cost_micros: null, cost_usd: null },
    ]);
  });
});
