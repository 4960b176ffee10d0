import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openHeadless } from '@/e2e/api/headless/client';
import {
  type DirectMount,
  type DirectOptions,
  makeKey,
  openDirectMount,
} from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody, type Target } from '@/e2e/api/support/target';
import type { Platform } from '@/server/services/context';
import { claimRequest } from '@/server/services/idempotency/claim-request';
import { LEASE_MS } from '@/server/services/idempotency/lease';
import { callingFlow, ECHO } from '@/server/services/session/fixtures/flows';
import { sendInput } from '@/server/services/session/send-input';
import { SCOPES } from '@/server/shared/scopes';
import { createManualClock } from '@/server/tools/test/manual-clock';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestFlow,
} from '@/server/tools/test/platform';

const HOUR_MS = 3_600_000;
const clock = createManualClock(Date.now());
let testEnv: TestEnv;
let echo: TestFlow;
let apiKey: string;
let mounts: DirectMount[] = [];

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  echo = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  apiKey = await makeKey(testEnv.platform, testEnv.orgId);
});
afterEach(async () => {
  await Promise.all(mounts.map((mount) => mount.close()));
  mounts = [];
});
afterAll(() => testEnv.close());

async function serve(platform: Platform = testEnv.platform, options: DirectOptions = {}): Promise<Target> {
  const mount = await openDirectMount(platform, options);
  mounts.push(mount);
  return { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey };
}

const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });

describe('an hour after its start', () => {
  it('a session is expired, also for its first reader', async () => {
    const api = openHeadless(await serve());
    for (const look of [api.get, (id: string) => api.send(id, { text: 'late' }), api.end]) {
      const { sessionId, expiresAt } = requireBody(await api.start(echo.flowId), 201);
      clock.advance(HOUR_MS - 1);
      requireBody(await api.send(sessionId, { text: 'in time' }), 200);
      clock.advance(1);
      expect([200, 410]).toContain((await look(sessionId)).status);
      const gone = await api.call<ErrorBody>('POST', `/sessions/${sessionId}/messages`, {
        body: { text: 'late' },
      });
      expect(requireBody(gone, 410).error).toMatchObject({
        code: 'SESSION_EXPIRED',
        details: { expiredAt: expiresAt },
      });
      expect(requireBody(await api.get(sessionId), 200)).toMatchObject({
        status: 'terminated',
        reason: 'expired',
        variables: { said: 'in time' },
      });
      expect((await api.end(sessionId)).status).toBe(410);
    }
  });
});

describe('the awaited answer', () => {
  it('is in GET while the session waits for it, with its hints', async () => {
    const choices = [{ value: 'S', label: 'Small' }];
    const flow = await addFlow(testEnv.platform.db, testEnv.orgId, {
      format: 1,
      start: 'hi',
      variables: [],
      nodes: [
        {
          id: 'hi',
          kind: 'message',
          messages: [{ type: 'text', text: 'Which size?' }],
          exits: { next: 'size' },
        },
        { id: 'size', kind: 'question', answer: { type: 'choice', choices }, exits: { 'choice:S': 'name' } },
        {
          ...{
            id: 'name',
            kind: 'question',
            prompt: [{ type: 'text', text: 'For whom?' }],
            variable: 'name',
          },
          answer: { type: 'text', placeholder: 'Ada Lovelace', submitLabel: 'Order' },
        },
      ],
    });
    const api = openHeadless(await serve());
    const started = requireBody(await api.start(flow.flowId), 201);
    const expected = { type: 'choice', choices };
    expect(started.messages).toMatchObject([{ nodeId: 'hi', content: { type: 'text', expected } }]);
    const look = async () => (await api.get(started.sessionId)).text;
    expect(JSON.parse(await look())).toMatchObject({ expected });

    const { messages } = requireBody(await api.send(started.sessionId, { text: 'S' }), 200);
    const hints = { type: 'text', placeholder: 'Ada Lovelace', submitLabel: 'Order' };
    expect(messages).toMatchObject([{ text: 'For whom?', content: { expected: hints } }]);
    expect(JSON.parse(await look()).expected).toEqual(hints);

    requireBody(await api.send(started.sessionId, { text: 'Ada' }), 200);
    expect(JSON.parse(await look())).not.toHaveProperty('expected');
  });
});

describe('another organization', () => {
  it('sees neither sessions nor flows, nor whether they exist', async () => {
    const target = await serve();
    const { sessionId } = requireBody(await openHeadless(target).start(echo.flowId), 201);
    const otherOrg = await addOrganization(testEnv.platform.db);
    const other = { ...target, orgId: otherOrg, apiKey: await makeKey(testEnv.platform, otherOrg) };
    const same = (text: string) =>
      text.replace(/"requestId":"[^"]*"/, '').replaceAll(/[0-9a-f-]{36}/g, '<id>');

    const theirs = await openHeadless(other).get(sessionId);
    const unknown = await openHeadless(other).get(crypto.randomUUID());
    expect([theirs.status, same(theirs.text)]).toEqual([404, same(unknown.text)]);
    expect((await openHeadless(other).start(echo.flowId)).status).toBe(404);
    expect((await openHeadless(other).start(echo.slug)).status).toBe(404);

    const trespass = await openHeadless({ ...other, orgId: testEnv.orgId }).get(sessionId);
    const nowhere = await openHeadless({ ...other, orgId: crypto.randomUUID() }).get(sessionId);
    expect([trespass.status, same(trespass.text)]).toEqual([403, same(nowhere.text)]);
  });

  it('has separate Idempotency-Keys', async () => {
    const target = await serve();
    const otherOrg = await addOrganization(testEnv.platform.db);
    const other = { ...target, orgId: otherOrg, apiKey: await makeKey(testEnv.platform, otherOrg) };
    const otherEcho = await addFlow(testEnv.platform.db, otherOrg, ECHO);
    requireBody(await openHeadless(target).start(echo.flowId, {}, withKey('same')), 201);
    requireBody(await openHeadless(other).start(otherEcho.flowId, {}, withKey('same')), 201);
  });
});

// The result of an earlier process under the caller's key.
function actAsKey() {
  const { platform, orgId } = testEnv;
  const keyId = platform.ids.uuid(clock.now());
  return actIn(platform, orgId, { type: 'apiKey', orgId, keyId, scopes: SCOPES, channelId: null });
}

describe('Idempotency-Key', () => {
  it('is valid for 24 h', async () => {
    const api = openHeadless(await serve());
    const first = await api.start(echo.flowId, {}, withKey('day'));
    clock.advance(24 * HOUR_MS - 1);
    expect((await api.start(echo.flowId, {}, withKey('day'))).text).toBe(first.text);
    clock.advance(1);
    const next = requireBody(await api.start(echo.flowId, {}, withKey('day')), 201);
    expect(next.sessionId).not.toBe(first.body.sessionId);
  });

  it('rebuilds the answer when the process died after the turn', async () => {
    const api = openHeadless(await serve());
    const { sessionId } = requireBody(await api.start(echo.flowId), 201);
    const body = '{"text":"once"}';
    const path = `/cgw/process/v1/orgs/${testEnv.orgId}/sessions/${sessionId}/messages`;
    const hash = createHash('sha256').update(`POST ${path}\n${body}`).digest();
    const ctx = { ...actAsKey(), idempotencyKey: 'died' };
    await claimRequest(ctx, { key: 'died', hash });
    await sendInput(ctx, { sessionId, input: { type: 'text', text: 'once' } });

    const early = await api.send(sessionId, body, withKey('died'));
    expect(early.status).toBe(409);
    clock.advance(LEASE_MS);
    const rebuilt = await api.send(sessionId, body, withKey('died'));
    expect(requireBody(rebuilt, 200).messages.map(({ text }) => text)).toEqual([
      'You said: once',
      'Say something.',
    ]);
    expect((await api.send(sessionId, body, withKey('died'))).text).toBe(rebuilt.text);
    expect((await api.get(sessionId)).body.messageCount).toBe(4);
  });

  it('runs a request again whose process died before it took effect', async () => {
    const api = openHeadless(await serve());
    const { sessionId } = requireBody(await api.start(echo.flowId), 201);
    const path = `/cgw/process/v1/orgs/${testEnv.orgId}/sessions/${sessionId}/messages`;
    const hash = createHash('sha256').update(`POST ${path}\n{"text":"new"}`).digest();
    await claimRequest(actAsKey(), { key: 'lapsed', hash });
    clock.advance(LEASE_MS);
    requireBody(await api.send(sessionId, { text: 'new' }, withKey('lapsed')), 200);
    expect((await api.get(sessionId)).body.messageCount).toBe(4);
  });

  it('allows repeating a request that was rejected as overloaded', async () => {
    const target = await serve(testEnv.platform, { perMinute: 1 });
    const free = openHeadless(await serve());
    const { sessionId } = requireBody(await free.start(echo.flowId), 201);
    const busy = openHeadless(target);
    await busy.get(sessionId);
    expect((await busy.send(sessionId, { text: 'hi' }, withKey('turned-away'))).status).toBe(429);
    requireBody(await free.send(sessionId, { text: 'hi' }, withKey('turned-away')), 200);
  });
});

describe('a flow that is still running', () => {
  it('is reported as processing, and a repeated request gets the complete answer', async () => {
    const called: (() => void)[] = [];
    const slow = createServer((_request, response) => {
      called.push(() => response.setHeader('content-type', 'application/json').end('{"text":"at last"}'));
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`;
    const flow = await addFlow(testEnv.platform.db, testEnv.orgId, callingFlow(url));
    const impatient = openHeadless(await serve(testEnv.platform, { tuning: { waitMs: 0 } }));
    const patient = openHeadless(await serve());

    const open = requireBody(await impatient.start(flow.flowId, {}, withKey('slow')), 201);
    expect(open).toMatchObject({ status: 'processing', messages: [] });
    expect(requireBody(await impatient.get(open.sessionId), 200).status).toBe('processing');
    const repeat = patient.start(flow.flowId, {}, withKey('slow'));
    await expect.poll(() => called.length).toBe(1);
    called[0]?.();
    const repeated = await repeat;
    expect(requireBody(repeated, 201)).toMatchObject({ sessionId: open.sessionId, status: 'awaiting_input' });
    expect(repeated.body.messages.map(({ text }) => text)).toEqual(['Got at last.', 'Again?']);
    expect((await impatient.start(flow.flowId, {}, withKey('slow'))).text).toBe(repeated.text);
    slow.closeAllConnections();
    slow.close();
  });
});

describe('two processes on one database', () => {
  it('answer every message to one session once, in one order', async () => {
    const first = openHeadless(await serve());
    const second = openHeadless(await serve(testEnv.openPlatform({ clock })));
    const { sessionId } = requireBody(await first.start(echo.flowId), 201);
    const texts = Array.from({ length: 12 }, (_, index) => `message ${index}`);
    const replies = await Promise.all(
      texts.map((text, index) => (index % 2 === 0 ? first : second).send(sessionId, { text })),
    );
    for (const [index, reply] of replies.entries()) {
      expect(requireBody(reply, 200).messages.map(({ text }) => text)).toEqual([
        `You said: ${texts[index]}`,
        'Say something.',
      ]);
    }
    const ids = replies.flatMap(({ body }) => body.messages.map(({ id }) => id));
    expect(new Set(ids).size).toBe(24);
    expect((await second.get(sessionId)).body.messageCount).toBe(1 + 12 * 3);
  });

  it('share Idempotency-Keys', async () => {
    const first = openHeadless(await serve());
    const second = openHeadless(await serve(testEnv.openPlatform({ clock })));
    const { sessionId } = requireBody(await first.start(echo.flowId), 201);
    const replies = await Promise.all(
      [first, second, first, second].map((api) => api.send(sessionId, { text: 'once' }, withKey('shared'))),
    );
    const answered = replies.filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThan(0);
    expect(new Set(answered.map(({ text }) => text)).size).toBe(1);
    expect((await first.get(sessionId)).body.messageCount).toBe(4);
  });
});
