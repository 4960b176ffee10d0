import { describe, expect, it } from 'vitest';
import { openDocumentedApps, readDocument } from './fixtures/documented-apps';

type Described = {
  operationId?: string;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: { name: string; description?: string; schema?: { description?: string } }[];
  responses: Record<string, { description: string; content?: object }>;
  security?: Record<string, unknown>[];
};
type Document = {
  info: { title: string; description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Described>>;
  security: Record<string, unknown>[];
  components: { securitySchemes: Record<string, { description?: string }> };
};

describe.each(openDocumentedApps())('the document of the $title', (documented) => {
  const read = () => readDocument<Document>(documented);

  it('has summary, parameters, responses and errors of every operation', async () => {
    const { paths } = await read();
    const lacks = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) =>
        listLacks(operation).map((lack) => `${method} ${path}: ${lack}`),
      ),
    );
    expect(lacks).toEqual([]);
  });

  it('requires no field that has a default', async () => {
    expect(listRequiredDefaults(await read(), '')).toEqual([]);
  });

  it('names every operation once, with a tag that the document lists', async () => {
    const { paths, tags } = await read();
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id ?? ''))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(operations.flatMap((one) => one.tags ?? []))).toEqual(
      new Set(tags.map(({ name }) => name)),
    );
    expect(operations.filter((one) => one.tags?.length !== 1)).toEqual([]);
  });

  it('has the title that the console shows', async () => {
    expect((await read()).info.title).toBe(documented.title);
  });

  it('explains every credential that an operation names', async () => {
    const { paths, security, components, info } = await read();
    expect(info.description).toMatch(/\.$/);
    const named = [
      security,
      ...Object.values(paths).flatMap((item) => Object.values(item).map((one) => one.security)),
    ]
      .flatMap((list) => list ?? [])
      .flatMap((one) => Object.keys(one));
    for (const name of named) expect(components.securitySchemes[name]?.description, name).toBeTruthy();
  });
});

function listLacks({ summary, description, parameters = [], responses }: Described): string[] {
  const statuses = Object.keys(responses);
  const lacks = [
    !summary && 'no summary',
    !description && 'no description',
    !statuses.some((status) => status.startsWith('2')) && 'no good answer',
    !statuses.some((status) => status.startsWith('4')) && 'no failure',
    ...parameters.map(
      ({ name, description: own, schema }) => !own && !schema?.description && `${name} is not described`,
    ),
  ];
  return lacks.filter((lack) => typeof lack === 'string');
}

/** The places of required fields that have a default. */
function listRequiredDefaults(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { required, properties } = schema as { required?: unknown; properties?: Record<string, unknown> };
  const names = Array.isArray(required) && properties ? Object.keys(properties) : [];
  const own = names.filter((name) => {
    const field = properties?.[name];
    const hasDefault = typeof field === 'object' && field !== null && 'default' in field;
    return hasDefault && (required as unknown[]).includes(name);
  });
  const inner = Object.entries(schema).flatMap(([key, value]) =>
    listRequiredDefaults(value, `${place}/${key}`),
  );
  return [...own.map((name) => `${place}/${name}`), ...inner];
}
