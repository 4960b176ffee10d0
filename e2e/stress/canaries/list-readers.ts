import { appRouter } from '@/server/trpc/root';
import { makeRequest } from '../support/make-request';
import type { StressTarget } from '../support/open-stress-target';
import { listProcedures } from '../support/procedures';
import type { Documented } from '../support/read-routes';
import type { OrganizationSetup } from '../support/set-up-organization';

export type Reader = { name: string; read(): Promise<string> };

type Procedures = Record<string, { _def: { type: string } }>;

// Excluded: signed file links and endless streams.
const LEFT_OUT = /\/files\/\{fileId\}|\/events$/;

/** Lists everything that reads: GET routes with each matching id, and the console's queries. */
export async function listReaders(
  open: StressTarget,
  host: OrganizationSetup,
  { routes, schemas }: Documented,
): Promise<Reader[]> {
  const { pool } = open.testEnv.platform.db;
  const all = async (sql: string) =>
    (await pool.query<{ id: string }>(sql, [host.target.orgId])).rows.map(({ id }) => id);
  const many: Record<string, string[]> = {
    sessionId: await all('SELECT id FROM sessions WHERE org_id = $1 ORDER BY created_at DESC LIMIT 5'),
    channelId: await all('SELECT id FROM channels WHERE org_id = $1 ORDER BY created_at DESC LIMIT 5'),
    deliveryId: await all('SELECT id FROM deliveries WHERE org_id = $1 ORDER BY created_at DESC LIMIT 5'),
    flowId: await all('SELECT id FROM flows WHERE org_id = $1 ORDER BY created_at DESC LIMIT 5'),
    keyId: await all('SELECT id FROM api_keys WHERE org_id = $1 ORDER BY created_at DESC LIMIT 5'),
  };
  const variants = Array.from({ length: 5 }, (_, no) =>
    Object.fromEntries(
      Object.entries(many).map(([name, ids]) => [name, ids[no % Math.max(1, ids.length)] ?? 'x']),
    ),
  );
  const queries = Object.entries(appRouter._def.procedures as unknown as Procedures)
    .filter(([, { _def }]) => _def.type === 'query')
    .map(([path]) => path);
  return variants.flatMap((ids) => {
    const things = { ...host.things, ids: { ...host.things.ids, ...ids } };
    const procedures = listProcedures(open.testEnv.platform, host.owner, () => ({ ...host.ids, ...ids }));
    return [
      ...routes
        .filter(({ method, path }) => method === 'GET' && !LEFT_OUT.test(path))
        .map((route) => ({
          name: route.name,
          read: async () => {
            const { path, headers } = makeRequest(route, things, schemas);
            return (await fetch(`${open.baseUrl}${path}`, { headers })).text();
          },
        })),
      ...procedures
        .filter(({ name }) => queries.includes(name))
        .map(({ name, makeInput, call }) => ({ name, read: async () => (await call(makeInput())).body })),
    ];
  });
}
