import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { openDocumentedApps, readDocument } from '@/server/dialects/fixtures/documented-apps';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Document = { paths: Record<string, Record<string, { requestBody?: object }>> };
type Failed = ErrorBody & { error: { details: { issues: { path: unknown[]; message: string }[] } } };
type Flow = { id: string; slug: string; draft: object };

let env: ManagementEnv;

beforeAll(async () => {
  env = await openManagementEnv();
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);

async function listBodyRoutes(): Promise<[method: string, path: string][]> {
  const documented = openDocumentedApps().find(({ title }) => title === 'Management API');
  if (!documented) throw new Error('The management API has no document.');
  const { paths } = await readDocument<Document>(documented);
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { requestBody }]) => requestBody !== undefined)
      .map(([method]): [string, string] => [method.toUpperCase(), path]),
  );
}

describe('bodies of the management API', () => {
  it('with unknown fields are refused by name on every route', async () => {
    const routes = await listBodyRoutes();
    expect(routes.length).toBeGreaterThan(12);
    for (const [method, pattern] of routes) {
      const path = pattern
        .replace('/api/v1/orgs/{orgId}', '')
        .replace(/\{[^/]+\}/g, '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a');
      const refused = await call<Failed>(method, path, { body: { nonsense: 1, __other: 2 } });
      const { code, details } = requireBody(refused, 400).error;
      expect([method, path, code]).toEqual([method, path, 'invalid_request']);
      expect(details.issues).toEqual(
        expect.arrayContaining(
          ['nonsense', '__other'].map((field) => ({ path: [field], message: 'is not a known field' })),
        ),
      );
    }
  });

  it('name an unknown field inside a flow file', async () => {
    const file = { format: 'parley.flow', slug: 'a', name: 'A', definition: {}, extra: 1 };
    const refused = await call<Failed>('POST', '/flows/import', { body: { file } });
    expect(requireBody(refused, 400).error.details.issues).toEqual([
      { path: ['file', 'extra'], message: 'is not a known field' },
    ]);
  });

  it('take a definition under one name, and on PATCH also under its former one', async () => {
    const made = requireBody(
      await call<Flow>('POST', '/flows', { body: { name: 'One name', definition: { a: 1 } } }),
      201,
    );
    expect(made.draft).toEqual({ a: 1 });
    const save = (body: object) => call<Flow>('PATCH', `/flows/${made.id}`, { body });
    expect(requireBody(await save({ definition: { a: 2 } }), 200).draft).toEqual({ a: 2 });
    expect(requireBody(await save({ draft: { a: 3 } }), 200).draft).toEqual({ a: 3 });
    expect((await save({ draft: { a: 4 }, definition: { a: 5 } })).status).toBe(400);
    expect((await save({})).status).toBe(400);
    const refused = await call<Failed>('POST', '/flows', { body: { name: 'x', draft: {} } });
    expect(requireBody(refused, 400).error.details.issues).toMatchObject([{ path: ['draft'] }]);
  });
});

describe('the definition of a newer version', () => {
  const newer = { format: 2, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };
  const message = 'was written by a newer version of Parley, which this version cannot read';

  it('is refused wherever it would be saved, and named by validation', async () => {
    const { id } = requireBody(await call<Flow>('POST', '/flows', { body: { name: 'Old' } }), 201);
    const file = { format: 'parley.flow', slug: 'newer', name: 'Newer', definition: newer };
    for (const [method, path, body, at] of [
      ['POST', '/flows', { name: 'Newer', definition: newer }, ['definition', 'format']],
      ['PATCH', `/flows/${id}`, { definition: newer }, ['definition', 'format']],
      ['POST', '/flows/import', { file }, ['file', 'definition', 'format']],
    ] as const) {
      const refused = await call<Failed>(method, path, { body });
      expect(requireBody(refused, 400).error.details.issues).toEqual([{ path: at, message }]);
    }
    const checked = await call<{ problems: object[] }>('POST', `/flows/${id}/validate`, {
      body: { definition: newer },
    });
    expect(requireBody(checked, 200).problems).toMatchObject([
      { path: '/format', message: `The flow ${message}.` },
    ]);
  });
});

describe('publishing', () => {
  it('answers 201 with a new version, and 200 with the current one for an unchanged draft', async () => {
    const definition = { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };
    const body = { name: 'Unchanged', definition };
    const { id } = requireBody(await call<Flow>('POST', '/flows', { body }), 201);
    const first = requireBody(await call('POST', `/flows/${id}/publish`), 201);
    expect(requireBody(await call('POST', `/flows/${id}/publish`), 200)).toEqual(first);
  });
});

describe('a flow in a path or a field', () => {
  it('is named by its id or slug on every route', async () => {
    const definition = { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };
    const { id, slug } = requireBody(
      await call<Flow>('POST', '/flows', { body: { name: 'By slug', slug: 'by-slug', definition } }),
      201,
    );
    const at = `/flows/${slug}`;
    const statuses: number[] = [];
    for (const [method, path, body] of [
      ['GET', at],
      ['PATCH', at, { name: 'Renamed' }],
      ['POST', `${at}/validate`],
      ['POST', `${at}/publish`],
      ['GET', `${at}/versions`],
      ['GET', `${at}/versions/1`],
      ['POST', `${at}/versions/1/restore`],
      ['GET', `${at}/export`],
    ] as const)
      statuses.push((await call(method, path, { body })).status);
    expect(statuses).toEqual([200, 200, 200, 201, 200, 200, 200, 200]);

    const room = { name: 'Desk', mode: 'flow', flowId: slug };
    const made = requireBody(
      await call<{ id: string; flowId: string }>('POST', '/rooms', { body: room }),
      201,
    );
    expect(made.flowId).toBe(id);
    const channel = { kind: 'flowrest', name: 'Shop', flowId: slug };
    const opened = await call<{ channel: { flowId: string } }>('POST', '/channels', { body: channel });
    expect(requireBody(opened, 201).channel.flowId).toBe(id);
    expect((await call('GET', `/sessions?flowId=${slug}`)).status).toBe(200);
    await call('PATCH', `/rooms/${made.id}`, { body: { mode: 'people' } });
    expect((await call('DELETE', at)).status).toBe(204);
    expect((await call('GET', at)).status).toBe(404);
  });
});
