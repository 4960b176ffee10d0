import { afterAll, beforeAll, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { endSession } from '../session/end-session';
import { ECHO } from '../session/fixtures/flows';
import { startSession } from '../session/start-session';
import { startTestSession } from '../session/start-test-session';
import { countLiveSessions } from './count-live-sessions';
import { createFlow } from './create-flow';
import { saveDraft } from './draft/save-draft';
import { publishFlow } from './version/publish-flow';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('counts running sessions by version, without test sessions and finished ones', async () => {
  const ctx = actIn(testEnv.platform, testEnv.orgId);
  const { id: flowId } = await createFlow(ctx, { name: 'Counted', definition: ECHO });
  expect(await countLiveSessions(ctx, { flowId })).toEqual([]);
  const first = await publishFlow(ctx, { flowId });
  for (let session = 0; session < 3; session += 1) await startSession(ctx, { flowId });
  const { session } = await startSession(ctx, { flowId });
  await endSession(ctx, { sessionId: session.id });
  await saveDraft(ctx, { flowId, draft: { ...ECHO, description: 'Changed' } });
  const second = await publishFlow(ctx, { flowId });
  await startSession(ctx, { flowId });
  await startTestSession(ctx, { flowId });
  expect(await countLiveSessions(ctx, { flowId })).toEqual([
    { versionId: second.id, number: 2, sessions: 1 },
    { versionId: first.id, number: 1, sessions: 3 },
  ]);
});
