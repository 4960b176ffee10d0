import type { FlowTest } from '@/server/engine/flow-test/test-document';
import type { Json } from '@/server/engine/json';
import { type Candidate, chooseCover } from '@/server/engine/replay/minimize';
import { isDomainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { searchSchema } from '../../replay/new-replay';
import { replaySessions } from '../../replay/replay-sessions';
import { toSelection } from '../../replay/to-selection';
import { requireOrgWideScope } from '../../require-org-wide-scope';
import { requireValid } from '../../require-valid';
import { getFlowRow } from '../internal';
import { addFlowTests } from './add-flow-tests';
import { makeSessionTest, type SessionTest } from './make-session-test';
import { readTestedDraft, type TestedDraft } from './read-tested-draft';
import { MAX_TESTS_BYTES } from './require-tests';

/** Sessions are read for as long as this; those that are left are not read. */
const READING_MS = 20_000;
/** The most tests that one call makes. */
const MOST_TESTS = 100;
/** What a session costs more if it ran on another version than the published one. */
const OTHER_VERSION = 1_000;

/** A test that was added; `passed` is null while the draft has errors. */
type TrafficTest = Pick<SessionTest, 'difference'> & {
  name: string;
  sessionId: string;
  passed: boolean | null;
};

/** The added tests, the sessions that were read, and whether these are all that were asked for. */
export type TrafficTests = { added: TrafficTest[]; sessions: number; isComplete: boolean };

type AddTrafficTests = {
  flowId: string;
  /** See `searchSchema`, which checks it. */
  search?: unknown;
};

/**
 * Adds tests from recorded sessions: the fewest that pass every exit of the draft that sessions passed and no test passes yet.
 * Reads sessions, the newest first, for 20 seconds at most. Throws not_found, invalid_request, limit_exceeded, and
 * permission_denied for who may not read transcripts.
 */
export async function addTrafficTests(
  ctx: ServiceContext,
  { flowId, search: given = {} }: AddTrafficTests,
): Promise<TrafficTests> {
  requireOrgWideScope(ctx, 'flows:write');
  const orgId = requireScope(ctx, 'sessions:read');
  const search = requireValid(searchSchema, given, ['search']);
  const flow = await getFlowRow(ctx, orgId, flowId);
  const draft = await readTestedDraft(ctx, orgId, flow);
  const candidates: Candidate<string>[] = [];
  const read = await replaySessions(ctx, {
    task: { type: 'exits' },
    sessions: toSelection(flow.id, search),
    signal: AbortSignal.timeout(READING_MS),
    onResult: (result) => {
      if (result.type !== 'exits') return;
      const exits = result.exits.filter(draft.isOpen);
      const other = result.versionId === flow.versionId ? 0 : OTHER_VERSION;
      candidates.push({ item: result.sessionId, exits, cost: result.turns + other });
    },
  });
  const chosen = chooseCover(candidates).slice(0, MOST_TESTS);
  const made = await makeTests(ctx, chosen, MAX_TESTS_BYTES - draft.bytes);
  return {
    added: await addMade(ctx, flow.id, draft, made),
    sessions: read.replayed,
    isComplete: !read.isCanceled,
  };
}

type Made = SessionTest & { sessionId: string };

/** Makes tests of sessions, as many as there is room for; a session whose transcript is gone meanwhile is left out. */
async function makeTests(ctx: ServiceContext, sessionIds: readonly string[], room: number): Promise<Made[]> {
  const made: Made[] = [];
  let left = room;
  for (const sessionId of sessionIds) {
    const test = await makeSessionTest(ctx, { sessionId }).catch((error: unknown) => {
      if (isDomainError(error) && error.code === 'not_found') return null;
      throw error;
    });
    // With the comma between tests, and a number in the name.
    const bytes = test ? Buffer.byteLength(JSON.stringify(test.test)) + 10 : 0;
    if (!test || bytes > left) continue;
    left -= bytes;
    made.push({ ...test, sessionId });
  }
  return made;
}

async function addMade(
  ctx: ServiceContext,
  flowId: string,
  draft: TestedDraft,
  made: readonly Made[],
): Promise<TrafficTest[]> {
  if (made.length === 0) return [];
  const tests = made.map(({ test }): FlowTest => test);
  const passed = await draft.run(tests);
  const { added } = await addFlowTests(ctx, { flowId, tests: tests as Json[] });
  return made.map(({ sessionId, difference, test }, index) => ({
    ...{ name: added[index] ?? test.name, sessionId, difference },
    passed: passed?.[index] ?? null,
  }));
}
