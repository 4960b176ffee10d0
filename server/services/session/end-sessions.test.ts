import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { Actor, ServiceContext } from '../context';
import { endSessions } from './end-sessions';
import { ECHO, HELLO } from './fixtures/flows';
import { getSession } from './get-session';
import { listTurns } from './list-turns';
import { startSession } from './start-session';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  const { orgId } = testEnv;
  const userId = testEnv.platform.ids.uuid(Date.now());
  ctx = actIn(testEnv.platform, orgId, memberOf(orgId, userId));
});
afterAll(() => testEnv.close());

const memberOf = (orgId: string, userId: string): Actor => ({
  ...{ type: 'user', orgId, userId, role: 'owner', authenticatedAt: new Date() },
});

async function start(definition: typeof ECHO, externalId: string): Promise<string> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  return (await startSession(ctx, { flowId, externalId })).session.id;
}

describe('endSessions', () => {
  it('ends each session by a turn of its own, with an audit entry, and leaves the others', async () => {
    const [first, second, over] = [await start(ECHO, 'a'), await start(ECHO, 'b'), await start(HELLO, 'c')];
    const sessionIds = [first, second, first, over, 'unknown', testEnv.orgId];
    expect(await endSessions(ctx, { sessionIds })).toEqual({ ended: 2, left: 3 });
    for (const sessionId of [first, second]) {
      expect((await getSession(ctx, { sessionId })).status).toBe('ended');
      const { items } = await listTurns(ctx, { sessionId, limit: 9 });
      expect(items.map(({ event }) => (event as { type: string }).type)).toEqual([
        'started',
        'session.ended',
      ]);
    }
    expect((await getSession(ctx, { sessionId: over })).status).toBe('completed');
    const { items } = await listAudit(ctx, { limit: 9 });
    expect(
      items.map(({ action, thingId, name, before, after }) => [action, thingId, name, before, after]),
    ).toEqual([
      ['session.ended', second, second, { status: 'awaiting_input' }, { status: 'ended' }],
      ['session.ended', first, first, { status: 'awaiting_input' }, { status: 'ended' }],
    ]);
    expect(await endSessions(ctx, { sessionIds: [first] })).toEqual({ ended: 1, left: 0 });
    expect((await listAudit(ctx, { limit: 9 })).items).toHaveLength(2);
  });

  it('refuses none, too many, and sessions of others', async () => {
    const sessionId = await start(ECHO, 'd');
    const tooMany = Array.from({ length: 101 }, (_, index) => `s${index}`);
    await expect(endSessions(ctx, { sessionIds: [] })).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(endSessions(ctx, { sessionIds: tooMany })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    const others = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    expect(await endSessions(others, { sessionIds: [sessionId] })).toEqual({ ended: 0, left: 1 });
    expect((await getSession(ctx, { sessionId })).status).toBe('awaiting_input');
  });
});
