import { afterAll, beforeAll, expect, it } from 'vitest';
import { findSession } from '@/server/db/session/store';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { setBreakpoint } from '../../breakpoint/set-breakpoint';
import { ECHO } from '../fixtures/flows';
import { startSession } from '../start-session';
import { runWithBreakpoints } from './run-with-breakpoints';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('awaits nothing for a version without breakpoints (breakpoints/no-cost)', async () => {
  const { platform, orgId } = testEnv;
  const ctx = actIn(platform, orgId);
  const { flowId, versionId } = await addFlow(platform.db, orgId, ECHO);
  const { session } = await startSession(ctx, { flowId });
  const row = await findSession(platform.db, { orgId, sessionId: session.id });
  const program = await platform.programs.get(orgId, versionId);
  const event = { type: 'message' as const, at: Date.now(), inputId: 'i', text: 'Hello' };
  const run = () => row && runWithBreakpoints(platform, program, row, [{ event }]);
  expect(run()).toMatchObject({ kind: 'applied' });
  await setBreakpoint(ctx, { flowId, nodeId: 'repeat' });
  expect(run()).toBeInstanceOf(Promise);
});
