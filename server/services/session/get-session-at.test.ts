import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { addFirst, publishNext, retell } from '../migration/fixtures/versions';
import { migrateSession } from '../migration/migrate-session';
import { changeVariables } from './change-variables';
import { TWICE } from './fixtures/flows';
import { getSession } from './get-session';
import { getSessionAt } from './get-session-at';
import { listTurns } from './list-turns';
import { sendInput } from './send-input';
import { startSession } from './start-session';

/** Long enough that the turn keeps it once. */
const LONG = 'I would like to change my booking';

let testEnv: TestEnv;
let ctx: ServiceContext;
let sessionId: string;
let versions: string[];

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  const flowId = await addFirst(testEnv, TWICE);
  const { session } = await startSession(ctx, { flowId, variables: { plan: 'basic' }, waitMs: 5_000 });
  sessionId = session.id;
  await publishNext(ctx, flowId, retell(TWICE, 'second', 'And then?'));
  const { from, to } = await migrateSession(ctx, { sessionId });
  versions = [from.id, to.id];
  await sendInput(ctx, { sessionId, input: { type: 'text', text: LONG } });
  await changeVariables(ctx, { sessionId, set: { plan: 'pro', constructor: [1] } });
});
afterAll(() => testEnv.close());

const at = (turnNo: number) => getSessionAt(ctx, { sessionId, turnNo });

describe('getSessionAt', () => {
  it('returns the variables and the version after each turn', async () => {
    const { items } = await listTurns(ctx, { sessionId, limit: 9 });
    expect(items.map(({ event }) => (event as { type: string }).type)).toEqual([
      ...['started', 'version.changed', 'message', 'variables.changed'],
    ]);
    const { variables: now } = await getSession(ctx, { sessionId });
    const said = Object.entries(now).filter(([, value]) => value === LONG);
    expect(said).toHaveLength(1);
    const [first, second] = [{ plan: 'basic' }, { plan: 'basic', ...Object.fromEntries(said) }];
    expect(await Promise.all([0, 1, 2, 3, 4].map(at))).toEqual([
      { versionId: versions[0], variables: {} },
      { versionId: versions[0], variables: first },
      { versionId: versions[1], variables: first },
      { versionId: versions[1], variables: second },
      { versionId: versions[1], variables: now },
    ]);
    expect(now).toEqual({ ...second, plan: 'pro', constructor: [1] });
  });

  it('refuses another organization', async () => {
    const others = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await expect(getSessionAt(others, { sessionId, turnNo: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });
});
