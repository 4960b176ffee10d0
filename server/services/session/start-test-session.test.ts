import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestFlow,
} from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { pruneTestVersions } from '../flow/version/prune-test-versions';
import { ECHO, HELLO } from './fixtures/flows';
import { getSession } from './get-session';
import { sendInput } from './send-input';
import { startTestSession } from './start-test-session';

const DAY = 24 * 3_600_000;
const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
let flow: TestFlow;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  flow = await addFlow(testEnv.platform.db, testEnv.orgId, ECHO);
});
afterAll(() => testEnv.close());

describe('startTestSession', () => {
  it('runs the draft; equal drafts share a version', async () => {
    const first = await startTestSession(ctx, { flowId: flow.flowId });
    const second = await startTestSession(ctx, { flowId: flow.flowId });
    expect(first.session).toMatchObject({ isTest: true, channel: 'test', status: 'awaiting_input' });
    expect(second.session.versionId).toBe(first.session.versionId);
    expect(first.session.versionId).not.toBe(flow.versionId);
    const reply = await sendInput(ctx, { sessionId: first.session.id, input: { type: 'text', text: 'hi' } });
    expect(reply.messages[0]?.text).toBe('You said: hi');
  });

  it('runs an unsaved definition', async () => {
    const definition = JSON.parse(JSON.stringify(HELLO));
    const reply = await startTestSession(ctx, {
      flowId: flow.flowId,
      definition,
      variables: { name: 'Ada' },
    });
    expect(reply.messages[0]?.text).toBe('Hello Ada.');
  });

  it('rejects a definition with errors, and a flow of another organization', async () => {
    const definition = { format: 1, start: 'nowhere', nodes: [] };
    await expect(startTestSession(ctx, { flowId: flow.flowId, definition })).rejects.toMatchObject({
      code: 'flow_invalid',
    });
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await expect(startTestSession(stranger, { flowId: flow.flowId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is deleted a week after its last use', async () => {
    const { session: old } = await startTestSession(ctx, {
      flowId: flow.flowId,
      definition: JSON.parse(JSON.stringify(HELLO)),
    });
    clock.advance(6 * DAY);
    const { session: used } = await startTestSession(ctx, { flowId: flow.flowId });
    clock.advance(2 * DAY);
    expect(await pruneTestVersions(testEnv.platform, { limit: 10 })).toBe(1);
    await expect(getSession(ctx, { sessionId: old.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await getSession(ctx, { sessionId: used.id })).toMatchObject({ isTest: true });
  });
});
