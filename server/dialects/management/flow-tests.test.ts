import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { startSession } from '@/server/services/session/start-session';
import { actIn, addFlow } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Report = {
  passed: number;
  failed: number;
  results: { name: string; passed: boolean; failures: { message: string; diff: string[] }[] }[];
  coverage: { exits: { covered: number; total: number }; byNode: { node: string; tests: number }[] };
};
type Refused = ErrorBody & { error: { code: string; details: { issues: { path: unknown[] }[] } } };
type Tests = { tests: object[] };

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const saying = (text: string): FlowDefinitionInput => ({
  format: 1,
  start: 's',
  nodes: [
    { id: 's', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'e' } },
    { id: 'e', kind: 'end' },
  ],
});
const expecting = (...messages: string[]) => ({ name: 'says it', start: { expect: { messages } } });
const put = async (slug: string, definition: object) =>
  expect([200, 201]).toContain((await call('PUT', `/flows/${slug}`, { body: { definition } })).status);
const save = (slug: string, tests: unknown) =>
  call<Tests & Refused>('PUT', `/flows/${slug}/tests`, { body: { tests } });
const read = async (slug: string) => requireBody(await call<Tests>('GET', `/flows/${slug}/tests`), 200).tests;
const run = async (slug: string, body?: object) =>
  requireBody(await call<Report>('POST', `/flows/${slug}/tests/run`, body ? { body } : {}), 200);

describe('the tests of a flow', () => {
  it('are stored as they were sent', async () => {
    await put('stored', saying('Hi'));
    expect(await read('stored')).toEqual([]);
    expect(requireBody(await save('stored', [expecting('Hi')]), 200)).toEqual({ tests: [expecting('Hi')] });
    expect(await read('stored')).toEqual([expecting('Hi')]);
    await save('stored', []);
    expect(await read('stored')).toEqual([]);
  });

  it('have an ETag, which makes saving conditional', async () => {
    await put('tagged', saying('Hi'));
    const tag = (await call('GET', '/flows/tagged/tests')).headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    const saveIf = (etag: string, tests: object[]) =>
      call<Refused>('PUT', '/flows/tagged/tests', { body: { tests }, headers: { 'if-match': etag } });
    const saved = await saveIf(tag, [expecting('Hi')]);
    expect(saved.status).toBe(200);
    const late = await saveIf(tag, []);
    expect(late.status).toBe(412);
    expect(late.body.error.code).toBe('precondition_failed');
    expect((await saveIf('"3"', [])).status).toBe(412);
    expect(await read('tagged')).toEqual([expecting('Hi')]);
    expect((await saveIf(saved.headers.get('etag') ?? '', [])).status).toBe(200);
  });

  it('can be added to, also from a session', async () => {
    await put('added', saying('Hi'));
    requireBody(await call('POST', '/flows/added/publish'), 201);
    const tests = [expecting('Hi')];
    const add = () => call('POST', '/flows/added/tests', { body: { tests } });
    expect(requireBody(await add(), 201)).toEqual({ added: ['says it'], total: 1 });
    expect(requireBody(await add(), 201)).toEqual({ added: ['says it (2)'], total: 2 });
    const { testEnv } = env;
    const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, saying('Hello'));
    const { session } = await startSession(actIn(testEnv.platform, testEnv.orgId), { flowId, waitMs: 0 });
    const keep = (flow: string, body: object) =>
      call<{ test: { name: string }; difference: string | null }>(
        ...(['POST', `/flows/${flow}/tests/from-session`, { body }] as const),
      );
    const kept = requireBody(await keep(flowId, { sessionId: session.id, name: 'Greets' }), 201);
    expect(kept).toMatchObject({ test: { name: 'Greets' }, difference: null });
    expect(await run(flowId)).toMatchObject({ passed: 1, failed: 0 });
    expect((await keep('added', { sessionId: session.id })).status).toBe(404);
  });

  it('are refused with the place of each problem', async () => {
    await put('refused', saying('Hi'));
    const { status, body } = await save('refused', [{ name: 'x', steps: [{ type: 'say' }] }]);
    expect(status).toBe(400);
    expect(body.error.details.issues).toMatchObject([{ path: ['tests', 0, 'steps', 0, 'text'] }]);
    expect(await read('refused')).toEqual([]);
  });

  it('run on the draft, and on a definition that is not saved', async () => {
    await put('run', saying('Hi'));
    await save('run', [expecting('Hi')]);
    expect(await run('run')).toMatchObject({
      ...{ passed: 1, failed: 0, results: [{ name: 'says it', passed: true, failures: [] }] },
      coverage: { exits: { covered: 1, total: 1 }, byNode: [{ node: 's', tests: 1 }, { node: 'e' }] },
    });
    const changed = await run('run', { definition: saying('Hello') });
    expect(changed).toMatchObject({ passed: 0, failed: 1 });
    expect(changed.results[0]?.failures).toMatchObject([
      { message: 'Start: expected the message "Hi", but "Hello" came.', diff: ['- Hi', '+ Hello'] },
    ]);
    expect((await run('run')).failed).toBe(0);
  });

  it('may be in the body, and are not saved', async () => {
    await put('body', saying('Hi'));
    expect((await run('body', { tests: [expecting('Hello')] })).failed).toBe(1);
    expect(await read('body')).toEqual([]);
  });

  it('run with the published versions of called flows', async () => {
    await put('called', saying('from the other'));
    requireBody(await call('POST', '/flows/called/publish'), 201);
    await put('calling', {
      ...{ format: 1, start: 'c' },
      nodes: [
        { id: 'c', kind: 'subflow', flow: 'called', exits: { next: 'e' } },
        { id: 'e', kind: 'end' },
      ],
    });
    const { passed, coverage } = await run('calling', { tests: [expecting('from the other')] });
    expect(passed).toBe(1);
    expect(coverage.byNode.map(({ node }) => node)).toEqual(['c', 'e', 'called/s', 'called/e']);
  });

  it('do not run on a definition with errors', async () => {
    await put('broken', { format: 1, start: 'gone', nodes: [] });
    const { status, body } = await call<Refused>('POST', '/flows/broken/tests/run');
    expect(status).toBe(422);
    expect(body.error.code).toBe('flow_invalid');
  });

  it('need the scopes of flows, and belong to their organization', async () => {
    await put('own', saying('Hi'));
    const { testEnv, caller, callAs } = env;
    const reader = { ...caller, key: await makeKey(testEnv.platform, caller.orgId, ['flows:read']) };
    expect((await callAs(reader, 'POST', '/flows/own/tests/run')).status).toBe(200);
    expect((await callAs(reader, 'PUT', '/flows/own/tests', { body: { tests: [] } })).status).toBe(403);
    const none = { ...caller, key: await makeKey(testEnv.platform, caller.orgId, ['sessions:read']) };
    expect((await callAs(none, 'GET', '/flows/own/tests')).status).toBe(403);
    const other = await env.openOrganization();
    for (const [method, path] of [
      ['GET', '/flows/own/tests'],
      ['POST', '/flows/own/tests/run'],
    ] as const)
      expect((await callAs(other, method, path)).status).toBe(404);
    expect((await callAs(other, 'PUT', '/flows/own/tests', { body: { tests: [] } })).status).toBe(404);
  });
});

describe('publishing', () => {
  it('is refused with the tests that fail, unless a reason is given', async () => {
    await put('checked', saying('Hi'));
    await save('checked', [expecting('Bye')]);
    const refused = await call<Refused>('POST', '/flows/checked/publish');
    expect(refused.status).toBe(422);
    expect(refused.body.error).toMatchObject({
      ...{ code: 'tests_failed', details: { failed: 1, tests: [{ name: 'says it' }] } },
    });
    const body = { reason: 'New words' };
    requireBody(await call('POST', '/flows/checked/publish', { body }), 201);
  });
});

describe('a file', () => {
  type File = { slug: string; tests?: object[]; flows: { slug: string; tests?: object[] }[] };
  const exported = async (slug: string, query = '') =>
    requireBody(await call<File>('GET', `/flows/${slug}/export${query}`), 200);

  it('has the tests of its flow, and imports with them', async () => {
    await put('filed', saying('Hi'));
    expect(await exported('filed')).not.toHaveProperty('tests');
    await save('filed', [expecting('Hi')]);
    const file = await exported('filed');
    expect(file.tests).toEqual([expecting('Hi')]);
    requireBody(await call('POST', '/flows/import', { body: { file, slug: 'filed-again' } }), 201);
    expect(await read('filed-again')).toEqual([expecting('Hi')]);
    const { tests: _, ...older } = file;
    requireBody(await call('POST', '/flows/import', { body: { file: older, slug: 'filed-older' } }), 201);
    expect(await read('filed-older')).toEqual([]);
    const refused = await call<Refused>('POST', '/flows/import', {
      body: { file: { ...file, tests: [{}] }, slug: 'x' },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.error.details.issues).toMatchObject([{ path: ['file', 'tests', 0, 'name'] }]);
  });

  it('of a bundle has the tests of all of its flows; without tests it leaves those of a flow', async () => {
    await put('leaf', saying('Hi'));
    await save('leaf', [expecting('Hi')]);
    await put('root', { format: 1, start: 'c', nodes: [{ id: 'c', kind: 'subflow', flow: 'leaf' }] });
    const bundle = await exported('root', '?bundle=true');
    expect(bundle.flows.map(({ slug, tests }) => [slug, tests?.length])).toEqual([
      ['root', undefined],
      ['leaf', 1],
    ]);
    await save('leaf', []);
    requireBody(await call('POST', '/flows/import-bundle', { body: bundle }), 200);
    expect(await read('leaf')).toEqual([expecting('Hi')]);
    const older = { ...bundle, flows: bundle.flows.map(({ tests: _, ...flow }) => flow) };
    requireBody(await call('POST', '/flows/import-bundle', { body: older }), 200);
    expect(await read('leaf')).toEqual([expecting('Hi')]);
  });
});
