import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { DIALECTS, type DialectName, PREFIXES } from '@/e2e/stress/support/dialects';
import { makeRequest } from '@/e2e/stress/support/make-request';
import { makeThings, type Things } from '@/e2e/stress/support/make-things';
import { type Documented, type Route, readRoutes } from '@/e2e/stress/support/read-routes';
import type { RouteScopes } from '@/server/http/routing/route-scopes';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import { SCOPES, type Scope } from '@/server/shared/scopes';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { ROUTE_SCOPES as ENGINE } from './chat/engine/route-scopes';
import { ROUTE_SCOPES as FLOWREST } from './flowrest/route-scopes';
import { ROUTE_SCOPES as HEADLESS } from './headless/route-scopes';
import { ROUTE_SCOPES as MANAGEMENT } from './management/route-scopes';
import { ROUTE_SCOPES as UMI } from './umi/route-scopes';

/*
 * The order of checks on each route of each dialect: credential, scopes, body. The body is invalid and never
 * complete, so a response shows that no check waited for it.
 */
const TABLES: Partial<Record<DialectName, RouteScopes>> = {
  engine: ENGINE,
  flowrest: FLOWREST,
  headless: HEADLESS,
  management: MANAGEMENT,
  umi: UMI,
};
const NONSENSE = { 'content-type': 'application/json', 'content-length': '1000' };

let testEnv: TestEnv;
let mount: DirectMount;
let things: Things;
let documented: Documented;
const keys = new Map<string, string>();

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform);
  const apiKey = await makeKey(testEnv.platform, testEnv.orgId);
  things = await makeThings({ baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey });
  documented = await readRoutes(mount.baseUrl);
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

/** A key with every scope but one; of the channel, where the dialect wants that. */
async function keyWithout(scope: Scope, dialect: DialectName): Promise<string> {
  const name = `${scope} ${dialect === 'flowrest'}`;
  const scopes = SCOPES.filter((one) => one !== scope);
  const channelId = dialect === 'flowrest' ? things.ids.channelId : null;
  const who = { orgId: testEnv.orgId, userId: crypto.randomUUID(), authenticatedAt: new Date() };
  const owner = { type: 'user', role: 'owner', ...who } as const;
  const make = () => createApiKey(actIn(testEnv.platform, testEnv.orgId, owner), { name, scopes, channelId });
  const key = keys.get(name) ?? (await make()).secret;
  keys.set(name, key);
  return key;
}

/** Sends a request whose body never ends. */
async function ask(route: Route, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const { method, path } = makeRequest(route, things, documented.schemas);
  const body = method === 'GET' ? {} : NONSENSE;
  const asking = request(`${mount.baseUrl}${path.split('?')[0]}`, {
    method,
    headers: { ...body, ...headers },
  });
  asking.on('error', () => undefined);
  if (method === 'GET') asking.end();
  else asking.write('nonsense');
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const answer = await text(response);
  asking.destroy();
  return { status: response.statusCode ?? 0, text: answer };
}

const scopesOf = ({ dialect, method, path }: Route): readonly Scope[] =>
  TABLES[dialect]?.[`${method} ${path.slice(PREFIXES[dialect].length)}`] ?? [];

describe.each(DIALECTS.filter((dialect) => dialect !== 'chat'))('%s', (dialect) => {
  const routes = () => documented.routes.filter((route) => route.dialect === dialect);

  it('lists the scopes of exactly its routes', () => {
    const named = routes().map(({ method, path }) => `${method} ${path.slice(PREFIXES[dialect].length)}`);
    expect(Object.keys(TABLES[dialect] ?? {}).toSorted()).toEqual(named.toSorted());
  });

  it('refuses a wrong credential without waiting for the body', async () => {
    for (const route of routes())
      expect
        .soft(await ask(route, { authorization: 'Bearer wrong' }), route.name)
        .toMatchObject({ status: 401 });
  });

  it('refuses a key without a scope without waiting for the body (scopes/before-body)', async () => {
    for (const route of routes()) {
      for (const scope of scopesOf(route)) {
        const authorization = `Bearer ${await keyWithout(scope, dialect)}`;
        const { status, text: answer } = await ask(route, { authorization });
        expect.soft(status, `${route.name} without ${scope}: ${answer}`).toBe(403);
      }
    }
  });
});

describe('chat', () => {
  it('refuses a wrong token or key outside the body without waiting for the body', async () => {
    const wrong = { authorization: 'Bearer wrong', 'x-comerix-public-key': `pk_live_${'0'.repeat(32)}` };
    for (const route of documented.routes.filter(
      (one) => one.dialect === 'chat' && one.security.length > 0,
    )) {
      const { status, text: answer } = await ask(route, wrong);
      expect.soft(status, `${route.name}: ${answer}`).toBe(route.security.includes('publicKey') ? 403 : 401);
    }
  });
});
