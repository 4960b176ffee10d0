import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import { formatRecording, parseRecording } from '@/server/engine/replay/recording-file';
import { findMismatch } from '@/server/engine/replay/verify';
import { REGIONAL_RULES } from '@/server/gateways/regional-rules';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { getFlow } from '../flow/get-flow';
import { changeVariables } from '../session/change-variables';
import { fireDueTimers } from '../session/effects/fire-due-timers';
import { endSession } from '../session/end-session';
import { callingFlow, ECHO, EVENTS, TRANSFER, UNTIL_BYE, waitingFlow } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { getRecording } from './get-recording';
import { readPinnedFlows } from './replay-flows';
import { type ReplayRequest, replaySessions } from './replay-sessions';
import type { ReplayResult, ReplayTask } from './replay-task';

const VERIFY: ReplayTask = { type: 'verify', rules: REGIONAL_RULES };

let clock: ManualClock;
let testEnv: TestEnv;
let ctx: ServiceContext;
let server: TestHttpServer;
let threads: URL;
const flows: Record<string, string> = {};

beforeAll(async () => {
  const file = path.resolve('.build/test/replay-thread.mjs');
  // Plain JavaScript without types, as it also runs before the installation.
  const { bundle } = await import(pathToFileURL(path.resolve('server/tools/build/bundle.mjs')).href);
  await bundle('server/services/replay/replay-thread.ts', file, { packages: 'bundle' });
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  threads = pathToFileURL(file);
  ctx = actIn(testEnv.platform, testEnv.orgId);
  server = await openTestHttpServer((_, response) =>
    sendJson(response, 200, { text: `${server.received.length}` }),
  );
  await fill();
});
afterAll(async () => {
  await server.close();
  await testEnv.close();
});

async function begin(name: string, definition: FlowDefinitionInput, waitMs = 5_000): Promise<string> {
  flows[name] ??= (await addFlow(testEnv.platform.db, testEnv.orgId, definition)).flowId;
  clock.advance(1_000);
  return (await startSession(ctx, { flowId: flows[name], waitMs })).session.id;
}

const say = (sessionId: string, text: string) => {
  clock.advance(2_000);
  return sendInput(ctx, { sessionId, input: { type: 'text', text } });
};

/** Sessions of every kind of wait, finished ones and others. */
async function fill(): Promise<void> {
  for (const words of [['a', 'bye'], ['b'], ['a', 'b', 'bye']]) {
    const id = await begin('bye', UNTIL_BYE);
    for (const word of words) await say(id, word);
  }
  const echo = await begin('echo', ECHO);
  await say(echo, 'A \ud83d\ude00 text of more than twenty characters, stored once');
  await changeVariables(ctx, { sessionId: echo, set: { a: { b: [1] } } });
  await endSession(ctx, { sessionId: echo });
  const call = await begin('call', callingFlow(server.url));
  await say(call, 'again');
  await begin('wait', waitingFlow(60), 0);
  clock.advance(61_000);
  await fireDueTimers(testEnv.platform, { limit: 10 });
  const transfer = await begin('transfer', TRANSFER, 0);
  await sendInput(ctx, {
    sessionId: transfer,
    input: { type: 'transferResult', status: 'failed', failReason: 'busy' },
  });
  const events = await begin('events', EVENTS, 0);
  await sendInput(ctx, {
    sessionId: events,
    input: { type: 'event', name: 'order.paid', payload: { amount: 3 } },
  });
}

async function run(request: Partial<ReplayRequest> & { task: ReplayTask }, as: ServiceContext = ctx) {
  const results: ReplayResult[] = [];
  const summary = await replaySessions(as, {
    sessions: { most: 1_000 },
    onResult: (result) => results.push(result),
    ...request,
  });
  return { results, summary };
}

const verdictsOf = (results: readonly ReplayResult[]) =>
  results.map((result) => (result.type === 'compared' ? result.comparison.verdict : result.type)).sort();

describe('replaySessions', () => {
  it('replay/exact: gives what was stored for every kind of session, in threads and without', async () => {
    const inThreads = actIn(testEnv.openPlatform({ clock, replayThread: threads }), testEnv.orgId);
    for (const context of [ctx, inThreads]) {
      const { results, summary } = await run({ task: VERIFY }, context);
      expect(summary).toEqual({ replayed: 8, withoutTranscript: 0, tooLong: 0, isCanceled: false });
      expect(
        results.filter((result) => result.type !== 'verified' || result.mismatch || result.rules),
      ).toEqual([]);
    }
  });

  it('finds a stored byte that differs', async () => {
    const id = await begin('bye', UNTIL_BYE);
    await say(id, 'hello');
    await testEnv.platform.db.pool.query(
      `UPDATE turns SET event = replace(event::text, 'hello', 'hullo')::json WHERE session_id = $1 AND no = 2`,
      [id],
    );
    const { results } = await run({ task: VERIFY });
    const wrong = results.filter((result) => result.type === 'verified' && result.mismatch);
    expect(wrong).toEqual([
      expect.objectContaining({
        sessionId: id,
        mismatch: expect.objectContaining({ turn: 1, path: '/set/said' }),
      }),
    ]);
    await testEnv.platform.db.pool.query('DELETE FROM turns WHERE session_id = $1', [id]);
  });

  it('replay/null-change: says "same" for every session of an unchanged draft', async () => {
    for (const [name, flowId] of Object.entries(flows)) {
      const { slug, draft: definition } = await getFlow(ctx, { flowId });
      const draft = await readPinnedFlows(ctx, testEnv.orgId, { slug, definition, links: {} });
      const { results } = await run({
        task: { type: 'compare', draft, variables: true },
        sessions: { most: 100, flowId },
      });
      expect(new Set(verdictsOf(results)), name).toEqual(new Set(['same']));
    }
  });

  it('compares sessions with a changed draft, and leaves out and counts those without a transcript', async () => {
    const changed = structuredClone(UNTIL_BYE);
    Object.assign(changed.nodes[1] ?? {}, { branches: [{ id: 'bye', when: 'said == "b"' }] });
    const parts = { slug: 'bye', definition: changed as never, links: {} };
    const draft = await readPinnedFlows(ctx, testEnv.orgId, parts);
    const { results, summary } = await run({
      task: { type: 'compare', draft },
      sessions: { most: 100, flowId: flows.bye },
    });
    expect(verdictsOf(results)).toEqual(['other_end', 'other_end', 'other_words']);
    expect(summary).toMatchObject({ replayed: 3, withoutTranscript: 1 });
  });

  it('chooses the newest sessions by filter and period', async () => {
    const { results } = await run({
      task: { type: 'exits' },
      sessions: { most: 2, flowId: flows.bye, status: ['completed'] },
    });
    expect(results.map(({ turns }) => turns)).toEqual([4, 3]);
    expect(results[0]).toMatchObject({
      type: 'exits',
      exits: expect.arrayContaining(['is-bye:bye', 'is-bye:else']),
    });
    const from = new Date(clock.now() + 1);
    expect((await run({ task: { type: 'exits' }, sessions: { most: 9, from } })).results).toEqual([]);
    expect((await run({ task: { type: 'exits' }, sessions: { most: 9, to: from } })).results).toHaveLength(8);
  });

  it('stops when it is canceled', async () => {
    const canceled = new AbortController();
    const onProgress = () => canceled.abort();
    const { summary } = await run({ task: VERIFY, signal: canceled.signal, onProgress });
    expect(summary).toMatchObject({ isCanceled: true });
    canceled.abort();
    expect((await run({ task: VERIFY, signal: canceled.signal })).summary).toMatchObject({
      replayed: 0,
      isCanceled: true,
    });
  });

  it('reads no sessions of another organization, and none for a key that may not read transcripts', async () => {
    const other = await addOrganization(testEnv.platform.db);
    const { results } = await run({ task: VERIFY }, actIn(testEnv.platform, other));
    expect(results).toEqual([]);
    const key = {
      type: 'apiKey' as const,
      orgId: testEnv.orgId,
      keyId: 'k',
      scopes: ['flows:read' as const],
      channelId: null,
    };
    const refused = { problem: { code: 'permission_denied' } };
    await expect(run({ task: VERIFY }, actIn(testEnv.platform, testEnv.orgId, key))).rejects.toMatchObject(
      refused,
    );
  });
});

describe('getRecording', () => {
  it('returns a session as a file that replays without the database', async () => {
    const { results } = await run({ task: VERIFY });
    for (const { sessionId } of results) {
      const text = formatRecording(await getRecording(ctx, { sessionId }));
      const parsed = parseRecording(text);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const compiled = compileRecording(parsed.recording);
      if (!compiled.ok) throw new Error(compiled.reason);
      expect(
        findMismatch(parsed.recording, replay(compiled.program, parsed.recording, { type: 'exact' })),
      ).toBeNull();
    }
  });

  it('is refused without the right to read transcripts or flows, and where the transcript is gone', async () => {
    const sessionId = await begin('bye', UNTIL_BYE);
    const as = (scope: 'flows:read' | 'sessions:read') =>
      actIn(testEnv.platform, testEnv.orgId, {
        type: 'apiKey',
        orgId: testEnv.orgId,
        keyId: 'k',
        scopes: [scope],
        channelId: null,
      });
    for (const scope of ['flows:read', 'sessions:read'] as const)
      await expect(getRecording(as(scope), { sessionId })).rejects.toMatchObject({
        problem: { code: 'permission_denied' },
      });
    await testEnv.platform.db.pool.query('DELETE FROM turns WHERE session_id = $1', [sessionId]);
    await expect(getRecording(ctx, { sessionId })).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });
});
