import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { requireOrgWideScope } from '../../require-org-wide-scope';
import { requireSession } from '../../session/require-session';
import { getFlowId } from '../internal';
import { type AddedTests, addFlowTests } from './add-flow-tests';
import { makeSessionTest, type SessionTest, type SessionTestRef } from './make-session-test';

/** The tests of a flow with the added one, and where its conversation first differs from the session. */
export type AddedSessionTest = Omit<AddedTests, 'added'> & SessionTest;

/**
 * Adds a test that is made from a session of the flow. Throws not_found, also for a session of another flow or without a
 * transcript, permission_denied for who may not read transcripts, and limit_exceeded.
 */
export async function addSessionTest(
  ctx: ServiceContext,
  { flowId, ...ref }: SessionTestRef & { flowId: string },
): Promise<AddedSessionTest> {
  requireOrgWideScope(ctx, 'flows:write');
  const orgId = requireScope(ctx, 'sessions:read');
  const id = await getFlowId(ctx, orgId, flowId);
  const session = await requireSession(ctx, { orgId, sessionId: ref.sessionId });
  if (session.flowId !== id) throw domainError('not_found', { thing: 'session', id: ref.sessionId });
  const made = await makeSessionTest(ctx, ref);
  const { tests, tag, added } = await addFlowTests(ctx, { flowId: id, tests: [made.test] });
  return { ...made, test: { ...made.test, name: added[0] ?? made.test.name }, tests, tag };
}
