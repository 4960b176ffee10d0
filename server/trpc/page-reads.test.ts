import { hashKey, QueryClient } from '@tanstack/react-query';
import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Env, readEnv } from '@/server/env';
import { openLimits } from '@/server/open-limits';
import type { Actor } from '@/server/services/context';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { type PageReads, readForPage } from './page-reads';
import type { AppRouter } from './root';

/* The first reads of a page: pages/same-reads, pages/never-refused. */

const USER = '0190f3c2-0000-7000-8000-000000000001';
const FLOWS: PageReads = (trpc) => [trpc.flow.list.queryOptions({ limit: 5 })];

describe('reads of a page', () => {
  let testEnv: TestEnv;
  let owner: Actor;
  beforeAll(async () => {
    testEnv = await openTestEnv({ clock: createManualClock() });
    owner = { type: 'user', orgId: testEnv.orgId, userId: USER, role: 'owner' };
    await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
  });
  afterAll(() => testEnv.close());

  /** A process with limits of its own that reads for a page. */
  function openReads(settings: Partial<Env> = {}) {
    const env = { ...readEnv({}), ...settings };
    const limits = openLimits({ ...testEnv.platform, env, stopping: new AbortController().signal });
    const headers = new Headers({ 'x-forwarded-for': '198.51.100.7' });
    const read = (actor: Actor | null, ...stages: PageReads[]) =>
      readForPage({ ...testEnv.platform, env, limits }, { actor, requestId: 'test', headers }, stages);
    return { read, limits };
  }

  it('are stored under the browser’s query keys', async () => {
    const { read } = openReads();
    const state = await read(owner, (trpc) => [
      trpc.flow.list.queryOptions({ limit: 5 }),
      trpc.flow.list.infiniteQueryOptions({ limit: 3 }, { getNextPageParam: ({ nextCursor }) => nextCursor }),
    ]);
    const client = createTRPCClient<AppRouter>({ links: [] });
    const browser = createTRPCOptionsProxy<AppRouter>({ client, queryClient: new QueryClient() });
    expect(state?.queries.map(({ queryHash }) => queryHash)).toEqual([
      hashKey(browser.flow.list.queryKey({ limit: 5 })),
      hashKey(browser.flow.list.infiniteQueryKey({ limit: 3 })),
    ]);
    expect(state?.queries[0]?.state.data).toMatchObject({
      items: [{ updatedAt: expect.stringMatching(/^\d{4}-.*Z$/) }],
    });
  });

  it('may depend on earlier answers', async () => {
    const { read } = openReads();
    const state = await read(owner, FLOWS, (trpc, answers) => {
      const flows = answers.getQueryData(trpc.flow.list.queryKey({ limit: 5 }));
      return (flows?.items ?? []).map(({ id }) => trpc.flow.get.queryOptions({ flowId: id }));
    });
    expect(state?.queries).toHaveLength(2);
  });

  it('leave out reads without permission, without an audit entry', async () => {
    const { read } = openReads();
    const agent: Actor = { type: 'user', orgId: testEnv.orgId, userId: USER, role: 'agent' };
    const state = await read(agent, (trpc) => [trpc.organization.listAudit.queryOptions({ limit: 5 })]);
    expect(state?.queries).toEqual([]);
    expect(await testEnv.platform.db.prisma.auditEntry.count({ where: { orgId: testEnv.orgId } })).toBe(0);
  });

  it('read nothing without a sign-in', async () => {
    const { read } = openReads();
    expect((await read(null, FLOWS))?.queries).toEqual([]);
  });

  it('count as calls, and are left to the browser beyond the limit', async () => {
    const { read, limits } = openReads({ PARLEY_RATE_LIMIT_PER_MINUTE: 3 });
    const two: PageReads = (trpc) => [...FLOWS(trpc, new QueryClient()), trpc.inbox.counts.queryOptions()];
    expect((await read(owner, two))?.queries).toHaveLength(2);
    expect(await read(owner, two)).toBeNull();
    expect((await read(owner, FLOWS))?.queries).toHaveLength(1);
    expect(limits.admission.counts()).toMatchObject({ requests: 0, working: 0, waiting: 0 });
  });
});
