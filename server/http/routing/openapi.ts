import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { Credential, Surface } from './surface';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

const API_KEY: Readonly<Record<string, Credential>> = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of the organization with the scope that the operation needs.',
  },
};

/** Describes the app's registered routes; the document is made at the first request for it and kept. */
export function describeApi(
  app: Pick<OpenAPIHono, 'openAPIRegistry' | 'getOpenAPI31Document'>,
  { title, description, credentials = API_KEY }: Surface,
): () => Document {
  for (const [name, credential] of Object.entries(credentials))
    app.openAPIRegistry.registerComponent('securitySchemes', name, credential);
  const [usual] = Object.keys(credentials);
  let document: Document | null = null;
  return () => {
    document ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title, description, version: '1' },
      security: usual === undefined ? [] : [{ [usual]: [] }],
    });
    return document;
  };
}

const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .optional()
    .openapi({ description: 'Repeats of the request under one key have one outcome, for 24 h' }),
});

/** The header of routes that can be made conditional. */
export const ifMatch = z.object({
  'If-Match': z.string().optional().openapi({ description: 'The ETag that was read last', example: '"3"' }),
});

/** The route as the document shows it: with the headers that the kit itself takes. */
export function toDescribed(route: RouteConfig): RouteConfig {
  if (route.method !== 'post') return route;
  const own = route.request?.headers ?? [];
  const headers = [...(Array.isArray(own) ? own : [own]), idempotencyKey];
  return { ...route, request: { ...route.request, headers } };
}

/** A JSON body of a request, as a route describes it. */
export function jsonBody<S extends z.ZodType>(schema: S, { required }: { required: boolean }) {
  return { required, content: { 'application/json': { schema } } };
}

/** A JSON response, as a route describes it. */
export function jsonReply<S extends z.ZodType>(description: string, schema: S) {
  return { description, content: { 'application/json': { schema } } };
}

/** A response without a body for a read whose If-None-Match names the current ETag. */
export const NOT_MODIFIED = { description: 'The ETag in If-None-Match is current' };

/** A file, as a route describes it. */
export function fileReply(description: string) {
  const schema = z.string().openapi({ format: 'binary' });
  return { description, content: { 'application/octet-stream': { schema } } };
}

/** A JSON response that a caller may have as server-sent events instead. */
export function jsonOrEvents<S extends z.ZodType>(description: string, schema: S) {
  const media = { 'application/json': { schema }, 'text/event-stream': { schema: z.string() } };
  return { description, content: media };
}
