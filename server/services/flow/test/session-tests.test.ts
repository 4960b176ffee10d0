import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { runTest } from '@/server/engine/flow-test/run-test';
import { flowTest } from '@/server/engine/flow-test/test-document';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import type { Scope } from '@/server/shared/scopes';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../context';
import { getRecording } from '../../replay/get-recording';
import { UNTIL_BYE } from '../../session/fixtures/flows';
import { sendInput } from '../../session/send-input';
import { startSession } from '../../session/start-session';
import { addFlowTests } from './add-flow-tests';
import { addSessionTest } from './add-session-test';
import { getFlowTests } from './get-flow-tests';
import { runFlowTests } from './run-flow-tests';
import { saveFlowTests } from './save-flow-tests';

const SECRET = 'hunter2-very-secret';

let testEnv: TestEnv;
let ctx: ServiceContext;
let server: TestHttpServer;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  server = await openTestHttpServer((_, response) => {
    response.setHeader('set-cookie', `id=${SECRET}`);
    sendJson(response, 200, { name: 'Ada', accessToken: SECRET });
  });
});
afterAll(async () => {
  await server.close();
  await testEnv.close();
});

const talk = async (flowId: string, ...words: string[]) => {
  const { id } = (await startSession(ctx, { flowId, waitMs: 5_000 })).session;
  for (const text of words) await sendInput(ctx, { sessionId: id, input: { type: 'text', text } });
  return id;
};
const addUntilBye = () => addFlow(testEnv.platform.db, testEnv.orgId, UNTIL_BYE);
const refusal = (code: string) => ({ problem: { code } });
const actAs = (scopes: readonly Scope[], channelId: string | null = null): ServiceContext => ({
  ...ctx,
  actor: { type: 'apiKey', orgId: testEnv.orgId, keyId: crypto.randomUUID(), scopes, channelId },
});

describe('a session as a test', () => {
  it('passes on the version that it ran on, and is added to the tests of the flow', async () => {
    const { flowId } = await addUntilBye();
    const sessionId = await talk(flowId, 'Hello', 'bye');
    const { test, difference, tests, tag } = await addSessionTest(ctx, { flowId, sessionId });
    expect(difference).toBe(null);
    expect(test.name).toMatch(/^Hello, bye → /);
    expect(test.expect).toMatchObject({ status: 'completed' });
    expect(await getFlowTests(ctx, { flowId })).toEqual({ tests: [test], tag });
    expect(tests).toEqual([test]);
    const compiled = compileRecording(await getRecording(ctx, { sessionId }));
    if (!compiled.ok) throw new Error(compiled.reason);
    expect(runTest(compiled.program, flowTest.parse(test)).failures).toEqual([]);
  });

  it('may have the first turns alone', async () => {
    const { flowId } = await addUntilBye();
    const sessionId = await talk(flowId, 'a', 'b', 'bye');
    const { test } = await addSessionTest(ctx, { flowId, sessionId, turns: 2 });
    expect(test.steps).toMatchObject([{ type: 'say', text: 'a' }]);
    expect(test.expect).toMatchObject({ status: 'awaiting_input' });
  });

  it('has no credentials, and says if the conversation depends on them', async () => {
    const calling = (words: string): FlowDefinitionInput => ({
      format: 1,
      start: 'call',
      variables: [{ name: 'password' }],
      nodes: [
        {
          ...{ id: 'call', kind: 'http', method: 'GET' },
          url: `${server.url}?api_key={{ password }}&q=1`,
          save: [
            { variable: 'name', value: 'response.body.name' },
            { variable: 'token', value: 'response.body.accessToken' },
          ],
          exits: { success: 'hello' },
        },
        {
          ...{ id: 'hello', kind: 'message' },
          messages: [{ type: 'text', text: words }],
          exits: {},
        },
      ],
    });
    const make = async (words: string) => {
      const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, calling(words));
      const variables = { password: SECRET };
      const { session } = await startSession(ctx, { flowId, variables, waitMs: 5_000 });
      const made = await addSessionTest(ctx, { flowId, sessionId: session.id });
      return { ...made, flowId };
    };
    const { test, difference, flowId } = await make('Hello, {{ name }}.');
    expect(difference).toBe(null);
    expect(JSON.stringify(test)).not.toContain(SECRET);
    expect(test.answers).toMatchObject({ call: [{ body: { name: 'Ada', accessToken: '••••••' } }] });
    expect(test.start?.expect?.calls).toEqual([{ node: 'call', method: 'GET', url: `${server.url}/*` }]);
    expect((await runFlowTests(ctx, { flowId, tests: [test] })).passed).toBe(1);
    const shown = await make('Your token is {{ token }}.');
    expect(shown.test.start?.expect?.messages).toEqual(['Your token is ••••••.']);
    expect(shown.difference).toBe('masked');
  });

  it('requires the right to read transcripts', async () => {
    const { flowId } = await addUntilBye();
    const sessionId = await talk(flowId, 'bye');
    const denied = refusal('permission_denied');
    const ref = { flowId, sessionId };
    await expect(addSessionTest(actAs(['flows:read', 'flows:write']), ref)).rejects.toMatchObject(denied);
    await expect(addSessionTest(actAs(['flows:read', 'sessions:read']), ref)).rejects.toMatchObject(denied);
    const all = ['flows:read', 'flows:write', 'sessions:read'] as const;
    await expect(addSessionTest(actAs(all, crypto.randomUUID()), ref)).rejects.toMatchObject(denied);
    expect((await getFlowTests(ctx, { flowId })).tests).toEqual([]);
  });

  it('belongs to its flow and organization, and needs its transcript', async () => {
    const { flowId } = await addUntilBye();
    const sessionId = await talk((await addUntilBye()).flowId, 'bye');
    const missing = refusal('not_found');
    await expect(addSessionTest(ctx, { flowId, sessionId })).rejects.toMatchObject(missing);
    const own = await talk(flowId, 'bye');
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await expect(addSessionTest(other, { flowId, sessionId: own })).rejects.toMatchObject(missing);
    await testEnv.platform.db.pool.query('DELETE FROM turns WHERE session_id = $1', [own]);
    await expect(addSessionTest(ctx, { flowId, sessionId: own })).rejects.toMatchObject(missing);
  });
});

describe('the tests of a flow', () => {
  it('are saved only over those that were read', async () => {
    const { flowId } = await addUntilBye();
    const { tag } = await getFlowTests(ctx, { flowId });
    const first = await saveFlowTests(ctx, { flowId, tests: [{ name: 'mine' }], ifTag: tag });
    expect(first.tag).not.toBe(tag);
    const late = saveFlowTests(ctx, { flowId, tests: [{ name: 'theirs' }], ifTag: tag });
    await expect(late).rejects.toMatchObject({
      problem: { code: 'precondition_failed', details: { current: first.tag } },
    });
    expect(await getFlowTests(ctx, { flowId })).toEqual(first);
  });

  it('get all that are added at once, each under a name of its own', async () => {
    const { flowId } = await addUntilBye();
    const adding = Array.from({ length: 8 }, () => addFlowTests(ctx, { flowId, tests: [{ name: 'Same' }] }));
    const added = (await Promise.all(adding)).flatMap((one) => one.added);
    const names = ['Same', ...Array.from({ length: 7 }, (_, index) => `Same (${index + 2})`)];
    expect(added.toSorted()).toEqual(names);
    const { tests } = await getFlowTests(ctx, { flowId });
    expect(tests.map((test) => flowTest.parse(test).name)).toEqual(names);
  });

  it('are at most 1,000', async () => {
    const { flowId } = await addUntilBye();
    const tests = Array.from({ length: 1_000 }, (_, index) => ({ name: `${index}` }));
    await saveFlowTests(ctx, { flowId, tests });
    const more = addFlowTests(ctx, { flowId, tests: [{ name: 'more' }] });
    await expect(more).rejects.toMatchObject(refusal('limit_exceeded'));
  });
});
