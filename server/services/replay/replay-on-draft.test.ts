import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { listAudit } from '../audit/list-audit';
import type { ServiceContext } from '../context';
import { saveDraft } from '../flow/draft/save-draft';
import { publishFlow } from '../flow/version/publish-flow';
import type { JobRunner } from '../job/job-runner';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { getReplay } from './get-replay';
import { replayOnDraft } from './replay-on-draft';
import { startReplay } from './start-replay';
import { startReplayRunner } from './start-replay-runner';

/** Asks for a color, and ends at `red` or `other`, or calls a service for blue. */
function colorFlow(
  url: string,
  change: { other?: string; red?: string; call?: string } = {},
): FlowDefinitionInput {
  const say = (id: string, text: string) => ({
    ...{
      id,
      kind: 'message' as const,
      messages: [{ type: 'text' as const, text }],
      exits: { next: `${id}-end` },
    },
  });
  const end = (id: string) => ({ id, kind: 'end' as const });
  return {
    format: 1,
    start: 'ask',
    nodes: [
      {
        ...{
          id: 'ask',
          kind: 'question',
          prompt: [{ type: 'text', text: 'Which color?' }],
          answer: { type: 'text' },
        },
        ...{ variable: 'color', exits: { next: 'which' } },
      },
      {
        id: 'which',
        kind: 'condition',
        branches: [
          { id: 'red', when: 'color === "red"' },
          { id: 'blue', when: 'color === "blue"' },
        ],
        exits: { red: 'red', blue: 'call', else: change.other ?? 'other' },
      },
      say('red', change.red ?? 'Red it is.'),
      end('red-end'),
      say('other', 'Not red.'),
      end('other-end'),
      {
        ...{ id: 'call', kind: 'http', method: 'GET', url: change.call ?? url },
        exits: { success: 'red', failure: 'other' },
      },
    ],
  } as FlowDefinitionInput;
}

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;
let server: TestHttpServer;
let runner: JobRunner;
let flowId: string;

beforeAll(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  server = await openTestHttpServer((_, response) => sendJson(response, 200, { ok: true }));
  ({ flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, colorFlow(server.url)));
  for (const color of ['red', 'red', 'green', 'blue']) {
    clock.advance(1_000);
    const { session } = await startSession(ctx, { flowId });
    await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text: color }, waitMs: 5_000 });
  }
  runner = startReplayRunner(testEnv.platform, replayOnDraft, { pollMs: 5, renewMs: 5 });
});
afterAll(async () => {
  await runner.stop();
  await server.close();
  await testEnv.close();
});

async function replay(definition: FlowDefinitionInput, more = {}) {
  const { id } = await startReplay(ctx, { flowId, definition, ...more });
  const read = () => getReplay(ctx, { flowId, replayId: id });
  await expect.poll(async () => (await read()).status).not.toMatch(/pending|running/);
  return read();
}

const verdicts = { same: 0, other_words: 0, other_end: 0, needs_answer: 0, failed: 0 };

describe('a replay of recorded sessions', () => {
  it('says "the same" for all on an unchanged flow, and calls nobody', async () => {
    const calls = server.received.length;
    const { result, done, total, status } = await replay(colorFlow(server.url));
    expect({ status, done, total }).toEqual({ status: 'completed', done: 4, total: 4 });
    expect(result).toEqual({
      verdicts: { ...verdicts, same: 4 },
      leftOut: { withoutTranscript: 0, tooLong: 0, unreadable: 0 },
      ...{ moves: [], partings: [], missingAnswers: [], withStandIns: 0, withOtherRequests: 0 },
    });
    expect(server.received).toHaveLength(calls);
  });

  it('finds other words and other ends, with the turn at which a session parts from its record', async () => {
    const { result } = await replay(colorFlow(server.url, { red: 'Red!', other: 'red' }));
    expect(result?.verdicts).toEqual({ ...verdicts, other_words: 3, other_end: 1 });
    const end = (node: string) => ({ node, status: 'completed' });
    expect(result?.moves).toEqual([
      {
        ...{ past: end('other-end'), next: end('red-end'), count: 1 },
        examples: [{ sessionId: expect.any(String), turn: 2 }],
      },
    ]);
  });

  it('names calls that nobody recorded, and takes a stand-in for them', async () => {
    const changed = colorFlow(server.url, { call: 'https://new.test/colors?of=blue' });
    // A call of the same node has its recorded answer; one of a new node has none.
    expect((await replay(changed)).result).toMatchObject({
      verdicts: { same: 3, other_words: 1 },
      withOtherRequests: 1,
    });
    const renamed = JSON.parse(JSON.stringify(changed).replaceAll('"call"', '"ask-it"'));
    const missing = (await replay(renamed)).result;
    expect(missing).toMatchObject({
      verdicts: { same: 3, needs_answer: 1 },
      missingAnswers: [{ node: 'ask-it', method: 'GET', url: 'https://new.test/colors', count: 1 }],
    });
    const given = await replay(renamed, { standIns: { 'ask-it': [{ status: 500 }] } });
    expect(given.result).toMatchObject({ verdicts: { same: 3, other_end: 1 }, withStandIns: 1 });
  });

  it('takes the newest sessions that the search names', async () => {
    expect((await replay(colorFlow(server.url), { search: { limit: 3 } })).total).toBe(3);
    const until = new Date(clock.now()).toISOString();
    expect((await replay(colorFlow(server.url), { search: { until } })).total).toBe(3);
    expect((await replay(colorFlow(server.url), { search: { since: until } })).total).toBe(1);
    expect((await replay(colorFlow(server.url), { search: { status: ['failed'] } })).total).toBe(0);
  });

  it('is in the audit entry of the publication of the draft that it ran on', async () => {
    await saveDraft(ctx, { flowId, draft: colorFlow(server.url, { red: 'Red!' }) });
    const { id } = await startReplay(ctx, { flowId });
    await expect.poll(async () => (await getReplay(ctx, { flowId, replayId: id })).status).toBe('completed');
    await publishFlow(ctx, { flowId });
    await saveDraft(ctx, { flowId, draft: colorFlow(server.url, { red: 'RED!' }) });
    await publishFlow(ctx, { flowId });
    const { items } = await listAudit(ctx, { limit: 2, search: 'flow.published' });
    expect(items.map(({ after }) => after?.replay)).toEqual([
      undefined,
      { id, verdicts: { ...verdicts, same: 1, other_words: 3 } },
    ]);
  });

  it('leaves out sessions whose transcript is gone', async () => {
    const { pool } = testEnv.platform.db;
    const { rows } = await pool.query('SELECT id FROM sessions ORDER BY created_at LIMIT 1');
    await pool.query('DELETE FROM turns WHERE session_id = $1', [rows[0]?.id]);
    const { result } = await replay(colorFlow(server.url));
    expect(result).toMatchObject({ verdicts: { same: 3 }, leftOut: { withoutTranscript: 1 } });
  });
});
