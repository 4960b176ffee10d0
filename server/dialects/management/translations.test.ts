import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKey } from '@/e2e/api/support/direct-mount';
import { type Asked, type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Flow = { id: string; slug: string; draft: object; draftRev: number };
type File = {
  format: string;
  flow: string;
  sourceLanguage: string;
  targetLanguage: string;
  texts: Record<string, { source: string; target: string; note: string }>;
};
type Report = {
  draftRev: number;
  applied: number;
  unknown: string[];
  stale: { key: string; current: string }[];
  warnings: { message: string }[];
};
type Refused = ErrorBody & { error: { details: { issues: { path: unknown[]; message: string }[] } } };

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);
const callAs: ManagementEnv['callAs'] = (...asked) => env.callAs(...asked);

const KEY = 'nodes/s/messages/1/text';
const saying = (text: unknown) => ({
  format: 1,
  locale: 'en',
  start: 's',
  nodes: [{ id: 's', kind: 'message', messages: [{ type: 'text', text }] }],
});

async function makeFlow(definition: object = saying('Hi {{ name }}')): Promise<Flow> {
  return requireBody(await call<Flow>('POST', '/flows', { body: { name: 'Texts', definition } }), 201);
}

async function exportFile({ id }: Flow, language = 'de'): Promise<File> {
  return requireBody(await call<File>('GET', `/flows/${id}/translations?language=${language}`), 200);
}

const translate = (file: File, target: string): File => ({
  ...file,
  texts: Object.fromEntries(Object.entries(file.texts).map(([key, text]) => [key, { ...text, target }])),
});

describe('GET translations', () => {
  it('has the texts of the draft as a file, also by the slug', async () => {
    const flow = await makeFlow();
    const answer = await call<File>('GET', `/flows/${flow.slug}/translations?language=de`);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${flow.slug}.de.json"`);
    expect(requireBody(answer, 200)).toEqual({
      format: 'parley.translation',
      flow: flow.slug,
      sourceLanguage: 'en',
      targetLanguage: 'de',
      texts: { [KEY]: { source: 'Hi {{ name }}', target: '', note: 'Text of the message (node s)' } },
    });
  });

  it('refuses a language that is none, and a draft that is no definition', async () => {
    const flow = await makeFlow();
    const refused = await call<Refused>('GET', `/flows/${flow.id}/translations?language=german`);
    expect(refused.status).toBe(400);
    const unfinished = await makeFlow({ unfinished: true });
    expect((await call('GET', `/flows/${unfinished.id}/translations?language=de`)).status).toBe(422);
  });
});

describe('PUT translations', () => {
  it('sets them in the draft, with an entry in the audit log', async () => {
    const flow = await makeFlow();
    const file = translate(await exportFile(flow), 'Hallo {{ name }}');
    const answer = await call<Report>('PUT', `/flows/${flow.id}/translations`, { body: { file } });
    expect(requireBody(answer, 200)).toEqual({
      draftRev: flow.draftRev + 1,
      applied: 1,
      unchanged: 0,
      untranslated: 0,
      unknown: [],
      stale: [],
      warnings: [],
    });
    expect(answer.headers.get('etag')).toBe(`"${flow.draftRev + 1}"`);
    const after = requireBody(await call<Flow>('GET', `/flows/${flow.id}`), 200);
    expect(after.draft).toEqual({
      ...saying({ en: 'Hi {{ name }}', de: 'Hallo {{ name }}' }),
      languages: ['de'],
    });
    const { rows } = await env.testEnv.platform.db.pool.query<{ after: object }>(
      `SELECT after FROM audit_entries WHERE action = 'flow.translated' AND thing_id = $1`,
      [flow.id],
    );
    expect(rows).toEqual([{ after: { language: 'de', texts: 1 } }]);
    // The same file again changes nothing.
    const again = await call<Report>('PUT', `/flows/${flow.id}/translations`, { body: { file } });
    expect(requireBody(again, 200)).toMatchObject({ draftRev: flow.draftRev + 1, applied: 0, unchanged: 1 });
  });

  it('reports stale texts, unknown keys and missing expressions', async () => {
    const flow = await makeFlow();
    const { texts, ...file } = translate(await exportFile(flow), 'Hallo');
    const gone = { 'nodes/gone/text': { source: 'a', target: 'b' } };
    const body = { file: { ...file, texts: { ...texts, ...gone } } };
    const first = await call<Report>('PUT', `/flows/${flow.id}/translations`, { body });
    expect(requireBody(first, 200)).toMatchObject({
      applied: 1,
      unknown: ['nodes/gone/text'],
      warnings: [{ key: KEY, nodeId: 's', message: 'The translation lacks {{ name }}.' }],
    });
    await call('PATCH', `/flows/${flow.id}`, { body: { definition: saying('Good day') } });
    const stale = await call<Report>('PUT', `/flows/${flow.id}/translations`, { body });
    expect(requireBody(stale, 200)).toMatchObject({ applied: 0, stale: [{ key: KEY, current: 'Good day' }] });
    const forced = await call<Report>('PUT', `/flows/${flow.id}/translations`, {
      body: { ...body, applyStale: true },
    });
    expect(requireBody(forced, 200)).toMatchObject({ applied: 1, stale: [{ key: KEY }] });
  });

  it('refuses a file with an invalid translation, and sets none', async () => {
    const flow = await makeFlow();
    const file = translate(await exportFile(flow), '{{ 1 + }}');
    const refused = await call<Refused>('PUT', `/flows/${flow.id}/translations`, { body: { file } });
    expect(refused.status).toBe(400);
    expect(requireBody(refused, 400).error.details.issues).toMatchObject([
      { path: ['file', 'texts', KEY, 'target'] },
    ]);
    expect(requireBody(await call<Flow>('GET', `/flows/${flow.id}`), 200).draftRev).toBe(flow.draftRev);
  });

  it.each<[string, object, unknown[]]>([
    ['another source language', { sourceLanguage: 'fr' }, ['file', 'sourceLanguage']],
    ['the language of the flow as target', { targetLanguage: 'EN' }, ['file', 'targetLanguage']],
    ['another format', { format: 'parley.flow' }, ['file', 'format']],
    ['an unknown field', { nonsense: 1 }, ['file', 'nonsense']],
  ])('refuses a file with %s', async (_, change, path) => {
    const flow = await makeFlow();
    const file = { ...translate(await exportFile(flow), 'Hallo'), ...change };
    const refused = await call<Refused>('PUT', `/flows/${flow.id}/translations`, { body: { file } });
    expect(requireBody(refused, 400).error.details.issues).toMatchObject([{ path }]);
  });

  it('refuses a draft of another revision than If-Match names', async () => {
    const flow = await makeFlow();
    const file = translate(await exportFile(flow), 'Hallo {{ name }}');
    const headers = { 'if-match': `"${flow.draftRev + 7}"` };
    const put = (more: Asked) => call('PUT', `/flows/${flow.id}/translations`, { body: { file }, ...more });
    expect((await put({ headers })).status).toBe(412);
    expect((await put({ headers: { 'if-match': `"${flow.draftRev}"` } })).status).toBe(200);
  });

  it('needs the scope flows:write, and a flow of the organization', async () => {
    const flow = await makeFlow();
    const file = translate(await exportFile(flow), 'Hallo {{ name }}');
    const reader = await makeKey(env.testEnv.platform, env.caller.orgId, ['flows:read']);
    const as = { orgId: env.caller.orgId, key: reader };
    expect((await callAs(as, 'PUT', `/flows/${flow.id}/translations`, { body: { file } })).status).toBe(403);
    expect((await callAs(as, 'GET', `/flows/${flow.id}/translations?language=de`)).status).toBe(200);
    const other = await env.openOrganization();
    expect((await callAs(other, 'PUT', `/flows/${flow.id}/translations`, { body: { file } })).status).toBe(
      404,
    );
    expect((await callAs(other, 'GET', `/flows/${flow.id}/translations?language=de`)).status).toBe(404);
  });
});
