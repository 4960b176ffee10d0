import { DIALECTS, type DialectName, PREFIXES } from './dialects';

/** An OpenAPI 3.1 schema. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  example?: unknown;
  default?: unknown;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};

/** One operation of a dialect's OpenAPI document. */
export type Route = {
  dialect: DialectName;
  /** The name, such as "GET /path/{id}". */
  name: string;
  method: string;
  path: string;
  pathParams: string[];
  queryParams: string[];
  /** The media type and schema of the body; null without a body. */
  body: { type: string; schema: Schema } | null;
  /** The names of its credentials; empty when it needs none. */
  security: string[];
};

export type Documented = { routes: Route[]; schemas: Record<string, Schema> };

type Parameter = { name: string; in: string };
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  security?: Record<string, unknown>[];
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas?: Record<string, Schema> };
  security?: Record<string, unknown>[];
};

/** Reads the OpenAPI documents of all dialects; schemas are named "<dialect>.<name>". */
export async function readRoutes(baseUrl: string): Promise<Documented> {
  const documents = await Promise.all(DIALECTS.map((dialect) => readDocument(baseUrl, dialect)));
  return {
    routes: documents.flatMap(({ routes }) => routes),
    schemas: Object.assign({}, ...documents.map(({ schemas }) => schemas)),
  };
}

async function readDocument(baseUrl: string, dialect: DialectName): Promise<Documented> {
  const response = await fetch(`${baseUrl}${PREFIXES[dialect]}/openapi.json`);
  const { paths, components, security = [] } = (await response.json()) as Document;
  const routes = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) =>
      toRoute(dialect, method.toUpperCase(), path, operation, security),
    ),
  );
  const schemas = Object.entries(components.schemas ?? {}).map(([name, schema]) => [
    `${dialect}.${name}`,
    schema,
  ]);
  return { routes, schemas: Object.fromEntries(schemas) };
}

function toRoute(
  dialect: DialectName,
  method: string,
  path: string,
  { parameters = [], requestBody, security }: Operation,
  usual: Record<string, unknown>[],
): Route {
  const named = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
  const [body] = Object.entries(requestBody?.content ?? {});
  return {
    dialect,
    name: `${method} ${path}`,
    method,
    path,
    pathParams: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name),
    queryParams: named('query'),
    body: body ? { type: body[0], schema: body[1].schema } : null,
    security: (security ?? usual).flatMap((one) => Object.keys(one)),
  };
}
