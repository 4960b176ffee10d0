import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Surface } from './surface';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

/** Describes the app's registered routes; the document is made at the first request for it and kept. */
export function describeApi(
  app: Pick<OpenAPIHono, 'openAPIRegistry' | 'getOpenAPI31Document'>,
  { title, description }: Surface,
): () => Document {
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' });
  let document: Document | null = null;
  return () => {
    document ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title, description, version: '1' },
      security: [{ apiKey: [] }],
    });
    return document;
  };
}

/** A JSON body of a request, as a route describes it. */
export function jsonBody<S extends z.ZodType>(schema: S, { required }: { required: boolean }) {
  return { required, content: { 'application/json': { schema } } };
}

/** A JSON answer, as a route describes it. */
export function jsonReply<S extends z.ZodType>(description: string, schema: S) {
  return { description, content: { 'application/json': { schema } } };
}
