import { OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import { describeFailures } from './describe-failures';
import type { Endpoint } from './endpoint';
import type { Credential, Surface } from './surface';

/** An OpenAPI document. */
export type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

const API_KEY: Readonly<Record<string, Credential>> = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of the organization with the scope that the operation needs.',
  },
};

/** Rules for every text and number of a request, which a schema cannot say. */
const EVERY_REQUEST =
  'In every request NUL, unpaired surrogates, keys named `__proto__`, JSON nested deeper than 64 levels, and numbers that a ' +
  'double cannot carry are refused.';

const LICENSE = { name: 'Apache 2.0', identifier: 'Apache-2.0' };
const CONTACT = { name: 'The operator of this server' };

function listTags(endpoints: readonly Endpoint[]): string[] {
  return [...new Set(endpoints.flatMap(({ route }) => route.tags ?? []))].sort();
}

type DocumentedApp = Pick<OpenAPIHono, 'openAPIRegistry' | 'getOpenAPI31Document'>;

/** Describes the endpoints of an API; the document is created once, at the first request for it. */
export function describeApi(
  app: DocumentedApp,
  endpoints: readonly Endpoint[],
  surface: Surface,
): () => Document {
  let document: Document | null = null;
  return () => {
    document ??= createDocument(app, endpoints, surface);
    return document;
  };
}

function createDocument(app: DocumentedApp, endpoints: readonly Endpoint[], surface: Surface): Document {
  const { title, description, credentials = API_KEY } = surface;
  for (const endpoint of endpoints) app.openAPIRegistry.registerPath(toDescribed(endpoint, surface));
  for (const [name, credential] of Object.entries(credentials))
    app.openAPIRegistry.registerComponent('securitySchemes', name, credential);
  const [usual] = Object.keys(credentials);
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title,
      description: `${description} ${EVERY_REQUEST}`,
      version: '1',
      license: LICENSE,
      contact: CONTACT,
    },
    servers: [{ url: '/', description: 'This server' }],
    tags: listTags(endpoints).map((name) => ({ name })),
    security: usual === undefined ? [] : [{ [usual]: [] }],
  });
}

const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .optional()
    .openapi({ description: 'Repeats of the request under one key have one outcome, for 24 h' }),
});

/** The header of conditional routes. */
export const ifMatch = z.object({
  'If-Match': z.string().optional().openapi({ description: 'The ETag that was read last', example: '"3"' }),
});

/** An endpoint's route as documented, with its failures and the headers that every route accepts. */
function toDescribed(endpoint: Endpoint, surface: Surface): RouteConfig {
  const failures = describeFailures(endpoint, surface);
  const route = { ...endpoint.route, responses: { ...failures, ...endpoint.route.responses } };
  if (route.method !== 'post') return route;
  const own = route.request?.headers ?? [];
  const headers = [...(Array.isArray(own) ? own : [own]), idempotencyKey];
  return { ...route, request: { ...route.request, headers } };
}

/** A JSON Schema in an OpenAPI document. */
export type JsonSchema = Exclude<
  NonNullable<NonNullable<Document['components']>['schemas']>[string],
  { $ref: string }
>;

/** The JSON Schema of a value that no route parses by its schema, without references. */
export function describeSchema(schema: z.ZodType): JsonSchema {
  const app = new OpenAPIHono();
  app.openAPIRegistry.register('Body', schema);
  const { components } = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '1' } });
  return (components?.schemas?.Body ?? {}) as JsonSchema;
}

/** Describes a JSON body. */
export function jsonBody<S extends z.ZodType>(schema: S, { required }: { required: boolean }) {
  return { required, content: { 'application/json': { schema } } };
}

/** Describes a JSON response. */
export function jsonReply<S extends z.ZodType>(description: string, schema: S) {
  return { description, content: { 'application/json': { schema } } };
}

/** Describes the response to a read whose If-None-Match names the current ETag. */
export const NOT_MODIFIED = { description: 'The ETag in If-None-Match is current' };

/** Describes a file of any media type. */
export function fileReply(description: string) {
  const schema = z.string().openapi({ format: 'binary' });
  return { description, content: { '*/*': { schema } } };
}

/** Describes a JSON response that is also available as server-sent events. */
export function jsonOrEvents<S extends z.ZodType>(description: string, schema: S) {
  const media = { 'application/json': { schema }, 'text/event-stream': { schema: z.string() } };
  return { description, content: media };
}
