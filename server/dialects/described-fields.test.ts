import { describe, expect, it } from 'vitest';
import { openDocumentedApps, readDocument } from './fixtures/documented-apps';

/*
 * Every field in the OpenAPI documents is described by its own words, by those of the component that it refers to, or, in
 * one form of a schema, by those of the same field of the schema.
 */

type Schema = {
  $ref?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};
type Media = Record<string, { schema?: Schema }>;
type Operation = { requestBody?: { content: Media }; responses: Record<string, { content?: Media }> };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas?: Record<string, Schema> };
};

/** A schema, its place in the document, and the schema that it is one form of. */
type Place = { place: string; schema: Schema; of?: Schema | undefined };

const SHORTEST = 8;

function listSchemas({ paths, components }: Document): Place[] {
  const named = Object.entries(components.schemas ?? {}).map(([place, schema]) => ({ place, schema }));
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ place: `${method} ${path}`, operation })),
  );
  const bodies = operations.flatMap(({ place, operation: { requestBody, responses } }) => [
    ...listMedia(`${place} body`, requestBody?.content),
    ...Object.entries(responses).flatMap(([status, { content }]) => listMedia(`${place} ${status}`, content)),
  ]);
  return [...named, ...bodies];
}

function listMedia(place: string, media: Media = {}): Place[] {
  return Object.values(media).flatMap(({ schema }) => (schema ? [{ place, schema }] : []));
}

function listFields({ place, schema, of }: Place): Place[] {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    place: `${place}.${name}`,
    schema: field,
    of: of?.properties?.[name],
  }));
  const { items, additionalProperties: others } = schema;
  const inner = [
    ...(items ? [{ place: `${place}[]`, schema: items }] : []),
    ...(typeof others === 'object' ? [{ place: `${place}.*`, schema: others }] : []),
    ...listForms(schema).map((form) => ({ place, schema: form, of: schema })),
  ];
  return [...fields, ...[...fields, ...inner].flatMap(listFields)];
}

function listForms({ anyOf = [], oneOf = [], allOf = [] }: Schema): Schema[] {
  return [...anyOf, ...oneOf, ...allOf];
}

function isDescribed({ schema, of }: Pick<Place, 'schema' | 'of'>, document: Document): boolean {
  const own = [schema, ...(of ? [of] : []), ...listForms(schema)];
  const referred = own.flatMap(
    ({ $ref }) => document.components.schemas?.[$ref?.split('/').at(-1) ?? ''] ?? [],
  );
  return [...own, ...referred].some(({ description = '' }) => description.length >= SHORTEST);
}

describe.each(openDocumentedApps())('every field of the $title', (documented) => {
  it('is described', async () => {
    const document = await readDocument<Document>(documented);
    const fields = listSchemas(document).flatMap(listFields);
    expect(fields.length).toBeGreaterThan(10);
    const lacks = fields.filter((field) => !isDescribed(field, document)).map(({ place }) => place);
    expect([...new Set(lacks)]).toEqual([]);
  });
});
