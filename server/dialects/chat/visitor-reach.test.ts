import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askPublic,
  type ChatError,
  changeChannel,
  type MadeChannel,
  makeChannel,
  openSession,
  openVisitor,
} from '@/e2e/api/chat/client';
import { fileFlow, orderFlow } from '@/e2e/api/chat/flows';
import { toPng } from '@/e2e/api/chat/png-file';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { requireBody, type Target } from '@/e2e/api/support/target';
import { rotatePublicKey } from '@/server/services/channel/keys/rotate-public-key';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

const clock = createManualClock(Date.now());
const ORDER = 'order_status';
const ANSWER = { order_no: 'A-123' };
let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let channel: MadeChannel;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  mount = await openDirectMount(testEnv.platform, { tuning: { waitMs: 0 } });
  target = {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
  };
  await makeFlow(target, orderFlow(ORDER));
  await makeFlow(target, fileFlow('photo'));
  channel = await makeChannel(target);
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

async function visit(of = channel) {
  const session = await openSession(target, of);
  return { ...session, visitor: openVisitor(target, session) };
}

const askWith = (key: string, headers: Record<string, string> = {}) =>
  askPublic<ChatError>(target, 'POST', '/chat/messages', {
    key,
    headers,
    body: { text: 'Hi', intentName: ORDER },
  });

async function refusalOf(reply: Promise<{ status: number; body: unknown }>) {
  const { status, body } = await reply;
  return [status, (body as ChatError).error];
}

describe('a session token', () => {
  it('is refused when any part was changed, or it was signed for another purpose', async () => {
    const { sessionToken, visitor } = await visit();
    const [payload = '', signature = ''] = sessionToken.split('.');
    const claims: string[] = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const toToken = (changed: unknown) =>
      `${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`;
    const changed = claims.map((_, at) => toToken(claims.with(at, crypto.randomUUID())));
    const asked = await visitor.trigger('photo');
    const form = new FormData();
    form.set('file', new File([toPng()], 'a.png', { type: 'image/png' }));
    const upload = await fetch(`${target.baseUrl}/api/public/v1/chat/uploads?field=photo`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${sessionToken}` },
    });
    const file = new URL(((await upload.json()) as { url: string }).url).searchParams.get('signature') ?? '';
    const others = [
      file,
      asked.waitToken ?? '',
      `${payload}.`,
      payload,
      `${sessionToken}.x`,
      channel.publicKey,
    ];
    for (const token of [...changed, ...others])
      expect(await refusalOf(askWith(token))).toEqual([401, 'invalid_session_token']);
    expect((await askWith(sessionToken)).status).toBe(200);
  });

  it('ends after an hour, on every route', async () => {
    const { visitor, sessionToken } = await visit();
    const { executionId } = await visitor.trigger(ORDER);
    clock.advance(3_600_000);
    const ended = [401, 'invalid_session_token'];
    expect(await refusalOf(askWith(sessionToken))).toEqual(ended);
    expect(await refusalOf(visitor.call('GET', `/chat/executions/${executionId}`))).toEqual(ended);
    expect(await refusalOf(visitor.call('POST', '/chat/events', { body: { name: 'x' } }))).toEqual(ended);
    expect(await refusalOf(visitor.call('POST', '/chat/uploads?field=photo', { body: {} }))).toEqual(ended);
  });

  it('ends when its key is paused or rotated', async () => {
    const own = await makeChannel(target);
    const { sessionToken } = await visit(own);
    await changeChannel(target, own.id, { enabled: false });
    expect(await refusalOf(askWith(sessionToken))).toEqual([403, 'widget_disabled']);
    await changeChannel(target, own.id, { enabled: true });
    expect((await askWith(sessionToken)).status).toBe(200);
    await rotatePublicKey(actIn(testEnv.platform, testEnv.orgId), { channelId: own.id });
    expect(await refusalOf(askWith(sessionToken))).toEqual([403, 'widget_disabled']);
    const body = { publicKey: own.publicKey };
    expect(await refusalOf(askPublic(target, 'POST', '/chat/sessions', { body }))).toEqual([
      403,
      'widget_disabled',
    ]);
  });
});

describe('a visitor', () => {
  it('reaches only executions of their conversation, whatever ids they know', async () => {
    const [mine, other] = [await visit(), await visit(await makeChannel(target))];
    const { executionId, waitToken } = await mine.visitor.trigger(ORDER);
    for (const { visitor } of [await visit(), other]) {
      const none = [404, 'execution_not_found'];
      expect(await refusalOf(visitor.call('GET', `/chat/executions/${executionId}`))).toEqual(none);
      expect(await refusalOf(visitor.post({ executionId, waitToken, values: ANSWER }))).toEqual(none);
    }
    expect((await mine.visitor.read(executionId)).status).toBe('waiting_input');
  });

  it('answers a wait once, and only with its token', async () => {
    const { visitor } = await visit();
    const [one, two] = [await visitor.trigger(ORDER), await visitor.trigger(ORDER)];
    const used = [409, 'invalid_wait_token'];
    const crossed = { executionId: one.executionId, waitToken: two.waitToken, values: ANSWER };
    expect(await refusalOf(visitor.post(crossed))).toEqual(used);
    const answer = { executionId: one.executionId, waitToken: one.waitToken, values: ANSWER };
    const all = await Promise.all(Array.from({ length: 8 }, () => visitor.post(answer)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    expect(await refusalOf(visitor.post(answer))).toEqual(used);
    const later = { ...answer, waitToken: answer.waitToken?.replace(/^\d+/, (no) => `${Number(no) + 1}`) };
    expect(await refusalOf(visitor.post(later))).toEqual(used);
  });

  it('starts no flow outside the key’s list, published or not', async () => {
    const { visitor } = await visit(await makeChannel(target, { allowedIntents: ['photo'] }));
    for (const intentName of [ORDER, 'nobody_answers', 'constructor'])
      expect(await refusalOf(visitor.post({ text: 'Hi', intentName }))).toEqual([403, 'intent_not_allowed']);
    requireBody(await visitor.post({ text: 'Hi', intentName: 'photo' }), 200);
  });
});

describe('a page of another origin', () => {
  const ALLOWED = ['https://acme.test', 'https://*.shop.test'];

  it.each([
    'http://acme.test',
    'https://acme.test:8443',
    'https://acme.test.evil.test',
    'https://evilacme.test',
    'https://shop.test',
    'https://evilshop.test',
    'https://a.shop.test.evil.test',
    'null',
  ])('is refused, and not in the response headers: %s', async (origin) => {
    const limited = await makeChannel(target, { allowedOrigins: ALLOWED });
    const { sessionToken } = await visit(limited);
    const headers = { origin };
    const opened = await askPublic<ChatError>(target, 'POST', '/chat/sessions', {
      headers,
      body: { publicKey: limited.publicKey },
    });
    const asked = await askWith(sessionToken, headers);
    for (const { status, body, headers: answered } of [opened, asked]) {
      expect([status, body.error]).toEqual([403, 'origin_not_allowed']);
      expect(answered.get('access-control-allow-origin')).toBeNull();
    }
  });

  it.each(['https://acme.test', 'https://a.shop.test', 'https://b.a.shop.test'])(
    'is accepted where the key allows it: %s',
    async (origin) => {
      const limited = await makeChannel(target, { allowedOrigins: ALLOWED });
      const { sessionToken } = await visit(limited);
      const { status, headers } = await askWith(sessionToken, { origin });
      expect([status, headers.get('access-control-allow-origin')]).toEqual([200, origin]);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    },
  );
});
