import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeChannel } from '@/e2e/api/chat/client';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import type { Env } from '@/server/env';
import { authenticateKey } from '@/server/services/api-key/authenticate-key';
import { makeKeyText } from '@/server/services/api-key/key-text';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { openTestEnv, type TestEnv, type TestPlatform } from '@/server/tools/test/platform';
import { toClientKey } from './client-key';
import { createStrangerLimit } from './stranger-limit';

describe('toSubject', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0000:0000:ffff::9', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::1.2.3.4', '64:ff9b:0:0::/64'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4::/64'],
    ['unknown', 'unknown'],
  ])('counts %s as %s', (address, subject) => {
    expect(toClientKey(address)).toBe(subject);
  });
});

describe('createStrangerLimit', () => {
  it('starts at zero with each window, and holds a bounded number of addresses (strangers/bounded)', () => {
    const clock = createManualClock(60_000_000);
    const strangers = createStrangerLimit({ clock, limit: 1, windowMs: 60_000 });
    const isSpent = (address: string): boolean => {
      try {
        strangers.check(address, () => false);
        return false;
      } catch {
        return true;
      }
    };
    strangers.count('first');
    expect([isSpent('first'), isSpent('second'), isSpent('')]).toEqual([true, false, false]);
    for (let no = 0; no < 20_000; no += 1) strangers.count(`no-${no}`);
    expect([isSpent('first'), isSpent('no-0'), isSpent('no-19999')]).toEqual([false, true, true]);
    clock.advance(60_000);
    expect(isSpent('no-19999')).toBe(false);
  });
});

it('names the limit of an address and the rest of its window, unless its credential is known', () => {
  const clock = createManualClock(60_012_000);
  const strangers = createStrangerLimit({ clock, limit: 2, windowMs: 60_000 });
  const check = (isKnown: boolean) => () => strangers.check('a', () => isKnown);
  strangers.count('a');
  expect(check(false)).not.toThrow();
  strangers.count('a');
  strangers.count('');
  const details = { limit: 2, whose: 'address', windowMs: 60_000, retryAfterMs: 48_000 };
  expect(check(false)).toThrow(expect.objectContaining({ problem: { code: 'rate_limited', details } }));
  expect(check(true)).not.toThrow();
});

describe('strangers', () => {
  const clock = createManualClock(Date.now());
  const LIMIT = 5;
  let testEnv: TestEnv;
  let platform: TestPlatform;
  let mount: DirectMount;
  let key: string;
  beforeAll(async () => {
    testEnv = await openTestEnv({ clock });
    key = await makeKey(testEnv.platform, testEnv.orgId);
  });
  afterEach(() => mount.close());
  afterAll(() => testEnv.close());

  const open = async (env: Partial<Env> = {}) => {
    // The counts of the test before are gone.
    platform = testEnv.openPlatform({ clock });
    mount = await openDirectMount(platform, { env: { PARLEY_STRANGER_LIMIT_PER_MINUTE: LIMIT, ...env } });
  };
  const unknownKey = () => makeKeyText(platform.ids).text;
  const ask = (authorization: string | null, headers: Record<string, string> = {}, path = '/sessions/x') =>
    fetch(`${mount.baseUrl}/cgw/process/v1/orgs/${testEnv.orgId}${path}`, {
      headers: { ...(authorization === null ? {} : { authorization }), ...headers },
    });
  const statusOf = async (asked: Promise<Response>) => (await asked).status;
  const spend = async (headers: Record<string, string> = {}) => {
    for (let no = 0; no < LIMIT; no += 1) expect(await statusOf(ask(null, headers))).toBe(401);
  };
  /** The number of key look-ups while `work` ran. */
  async function countLookUps(run: () => Promise<void>): Promise<number> {
    const query = vi.spyOn(platform.db.pool, 'query');
    await run();
    const lookUps = query.mock.calls.filter(([statement]) =>
      String(Reflect.get(Object(statement), 'text')).includes('from "api_keys"'),
    );
    query.mockRestore();
    return lookUps.length;
  }

  it('are refused with Retry-After once their address has used its limit, in every dialect (strangers/limited)', async () => {
    await open();
    await spend();
    const refused = await ask(null);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      error: { code: 'RATE_LIMIT_EXCEEDED', details: { limit: LIMIT, whose: 'address', windowMs: 60_000 } },
    });
    const paths = [
      '/api/v1/orgs/x/flows',
      '/api/v1/engine/intents',
      '/api/v5/orgs/x/unified_messaging',
      '/rest/v1/threads',
      '/api/public/v1/config/widget',
      '/api/public/v1/openapi.json',
      '/api/v1/nowhere',
    ];
    for (const path of paths) expect(await statusOf(fetch(`${mount.baseUrl}${path}`)), path).toBe(429);
    clock.advance(60_000);
    expect(await statusOf(ask(null))).toBe(401);
  });

  it('do not include clients with a known credential (strangers/limited)', async () => {
    await open();
    const channel = await makeChannel({ baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey: key });
    const config = `${mount.baseUrl}/api/public/v1/config/widget?publicKey=${channel.publicKey}`;
    expect(await statusOf(ask(`Bearer ${key}`))).toBe(404);
    expect(await statusOf(fetch(config))).toBe(200);
    await spend();
    expect(await statusOf(ask(`Bearer ${key}`))).toBe(404);
    expect(await statusOf(fetch(config))).toBe(200);
    expect(await statusOf(ask(`Bearer ${unknownKey()}`))).toBe(429);
    expect(await statusOf(fetch(config.replace(/.$/, 'x')))).toBe(429);
  });

  it('cause no query then (strangers/no-query)', async () => {
    await open();
    await spend();
    const lookUps = await countLookUps(async () => {
      for (let no = 0; no < 20; no += 1) expect(await statusOf(ask(`Bearer ${unknownKey()}`))).toBe(429);
    });
    expect(lookUps).toBe(0);
  });

  it('that arrive together share a look-up', async () => {
    await open();
    const lookUps = await countLookUps(async () => {
      const asked = Array.from({ length: 200 }, () => authenticateKey(platform, unknownKey()));
      await Promise.allSettled(asked);
    });
    // Two statements may run at once, each for up to a hundred.
    expect(lookUps).toBe(2);
  });

  it('are counted by the address from a trusted proxy, IPv6 by its /64', async () => {
    await open({ PARLEY_TRUST_PROXY: true });
    const from = (address: string) => ({ 'x-forwarded-for': `203.0.113.9, ${address}` });
    await spend(from('2001:db8::1'));
    expect(await statusOf(ask(null, from('2001:db8::2')))).toBe(429);
    expect(await statusOf(ask(null, from('2001:db8:0:1::1')))).toBe(401);
    expect(await statusOf(ask(null, from('198.51.100.1')))).toBe(401);
  });

  it('cannot choose their address without a trusted proxy', async () => {
    await open();
    await spend({ 'x-forwarded-for': '198.51.100.1' });
    expect(await statusOf(ask(null, { 'x-forwarded-for': '198.51.100.2' }))).toBe(429);
  });
});
