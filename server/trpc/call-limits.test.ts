import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { startSession } from '@/server/services/session/start-session';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { type Calls, openCalls } from './fixtures/open-calls';
import { asPerson, findPersonIn, INVITATION, JSON_TYPE, OURS, sendCall } from './fixtures/send-call';

/*
 * The limits of console calls: calls/limited, calls/limited-first, strangers/limited.
 */

describe('limits of calls', () => {
  let testEnv: TestEnv;
  let limited: Calls;
  const env = {
    PARLEY_RATE_LIMIT_PER_MINUTE: 5,
    PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: 9,
    PARLEY_STRANGER_LIMIT_PER_MINUTE: 3,
  };
  beforeAll(async () => {
    testEnv = await openTestEnv({ clock: createManualClock() });
    limited = await openCalls(testEnv.platform, { env, findCaller: findPersonIn(testEnv.orgId) });
  });
  afterAll(async () => {
    await limited.close();
    await testEnv.close();
  });

  const list = (many: number, person: number) => {
    const paths = Array(many).fill('flow.list').join(',');
    const input = encodeURIComponent('{"0":{},"1":{},"2":{}}');
    return sendCall(`${limited.url}/${paths}?batch=1&input=${input}`, { headers: asPerson(person) });
  };

  it('count a batch as its calls, by person and by organization', async () => {
    expect((await list(3, 1)).status).toBe(200);
    const refused = await list(3, 1);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit-limit')).toBe('5');
    expect(refused.json().error.data.problem).toMatchObject({
      code: 'rate_limited',
      title: 'You have made 5 requests in this minute, which is the limit.',
      details: { whose: 'person', limit: 5 },
    });
    expect((await list(2, 1)).status).toBe(200);
    expect((await list(3, 2)).status).toBe(200);
    const batch = await list(2, 3);
    expect(batch.json().error.data.problem.details).toMatchObject({ whose: 'organization', limit: 9 });
  });

  it('count calls without a sign-in by address, an IPv6 network as one', async () => {
    const from = (address: string) =>
      sendCall(`${limited.url}/${INVITATION}?input=${encodeURIComponent('{"token":"x"}')}`, {
        headers: { 'x-forwarded-for': address },
      });
    const statuses = [];
    for (const end of ['1', '2', '3', '4']) statuses.push((await from(`2001:db8:1:2::${end}`)).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
    expect((await from('2001:db8:1:3::1')).status).toBe(404);
    expect((await from('203.0.113.9')).status).toBe(404);
  });

  it('are checked before a body is read', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1', ...JSON_TYPE };
    const ask = () => sendCall(`${limited.url}/account.signUpOwner`, { method: 'POST', body: '{', headers });
    const statuses = [];
    for (let tried = 0; tried < 4; tried += 1) statuses.push((await ask()).status);
    expect(statuses).toEqual([400, 400, 400, 429]);
  });

  it('bound streams, and release a slot when one ends', async () => {
    const narrow = await openCalls(testEnv.platform, {
      env: { PARLEY_EVENT_STREAMS: 1 },
      findCaller: findPersonIn(testEnv.orgId),
    });
    const slot = narrow.limits.streams.take(new AbortController().signal);
    const full = await openStream(narrow, 'x');
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '5']);
    slot.release();
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    const { session } = await startSession(actIn(testEnv.platform, testEnv.orgId), { flowId });
    const stream = await openStream(narrow, session.id);
    expect([stream.status, placesLeft(narrow)]).toEqual([200, 0]);
    stream.leave();
    await expect.poll(() => placesLeft(narrow)).toBe(1);
    await narrow.close();
  });
});

async function openStream({ url }: Calls, sessionId: string) {
  const gone = new AbortController();
  const input = encodeURIComponent(JSON.stringify({ sessionId }));
  const { status, headers } = await fetch(`${url}/session.events?input=${input}`, {
    headers: { ...OURS, ...asPerson(1) },
    signal: gone.signal,
  });
  return { status, headers, leave: () => gone.abort() };
}

function placesLeft({ limits: { streams } }: Calls): number {
  try {
    streams.take(new AbortController().signal).release();
    return 1;
  } catch {
    return 0;
  }
}
