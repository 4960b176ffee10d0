import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestStage,
  type TestFlow,
  type TestStage,
} from '@/server/tools/test-platform';
import type { ServiceContext } from '../context';
import { ECHO, HELLO } from '../session/fixtures/flows';
import { startTrial } from '../session/start-trial';
import { archiveFlow } from './archive-flow';
import { getRunVersion } from './get-run-version';

let stage: TestStage;
let ctx: ServiceContext;
let flow: TestFlow;

beforeAll(async () => {
  stage = await openTestStage();
  ctx = actIn(stage.platform, stage.orgId);
  flow = await addFlow(stage.platform.db, stage.orgId, ECHO);
});
afterAll(() => stage.close());

describe('getRunVersion', () => {
  it('reads a published version and a trial’s copy of a draft', async () => {
    const published = await getRunVersion(ctx, flow);
    expect(published).toMatchObject({ id: flow.versionId, number: 1, definition: { start: ECHO.start } });
    const definition = JSON.parse(JSON.stringify(HELLO));
    const { session } = await startTrial(ctx, { flowId: flow.flowId, definition });
    const tried = await getRunVersion(ctx, session);
    expect(tried).toMatchObject({ id: session.versionId, number: null, definition: { start: HELLO.start } });
  });

  it('finds nothing of another flow, another organization, or under a made-up id', async () => {
    const other = await addFlow(stage.platform.db, stage.orgId, ECHO);
    const stranger = actIn(stage.platform, await addOrganization(stage.platform.db));
    const { versionId } = flow;
    const misses = [
      { as: ctx, flowId: other.flowId, versionId },
      { as: stranger, flowId: flow.flowId, versionId },
      { as: ctx, flowId: flow.flowId, versionId: 'x' },
    ];
    for (const { as, ...ref } of misses)
      await expect(getRunVersion(as, ref)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('reads it still when the flow is archived', async () => {
    const old = await addFlow(stage.platform.db, stage.orgId, HELLO);
    await archiveFlow(ctx, { flowId: old.flowId });
    expect(await getRunVersion(ctx, old)).toMatchObject({ id: old.versionId });
  });
});
