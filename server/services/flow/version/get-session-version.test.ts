import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestFlow,
} from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { ECHO, HELLO } from '../../session/fixtures/flows';
import { startTestSession } from '../../session/start-test-session';
import { archiveFlow } from '../archive-flow';
import { getSessionVersion } from './get-session-version';

let testEnv: TestEnv;
let ctx: ServiceContext;
let flow: TestFlow;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  flow = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
});
afterAll(() => testEnv.close());

describe('getSessionVersion', () => {
  it('reads a published version and the copy of a draft in a test session', async () => {
    const published = await getSessionVersion(ctx, flow);
    expect(published).toMatchObject({ id: flow.versionId, number: 1, definition: { start: ECHO.start } });
    const definition = JSON.parse(JSON.stringify(HELLO));
    const { session } = await startTestSession(ctx, { flowId: flow.flowId, definition });
    const tried = await getSessionVersion(ctx, session);
    expect(tried).toMatchObject({ id: session.versionId, number: null, definition: { start: HELLO.start } });
  });

  it('finds nothing of another flow, another organization, or under an unknown id', async () => {
    const other = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const { versionId } = flow;
    const misses = [
      { as: ctx, flowId: other.flowId, versionId },
      { as: stranger, flowId: flow.flowId, versionId },
      { as: ctx, flowId: flow.flowId, versionId: 'x' },
    ];
    for (const { as, ...ref } of misses)
      await expect(getSessionVersion(as, ref)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('still reads the version of an archived flow', async () => {
    const old = await addFlow(testEnv.platform.db, testEnv.orgId, HELLO);
    await archiveFlow(ctx, { flowId: old.flowId });
    expect(await getSessionVersion(ctx, old)).toMatchObject({ id: old.versionId });
  });
});
