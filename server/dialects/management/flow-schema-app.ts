import { createHash } from 'node:crypto';
import type { Fetch } from '@/server/http/server/node-listener';
import { buildFlowJsonSchema } from '@/server/services/flow/flow-json-schema';

/* The JSON Schema of a flow, which editors and pages of any origin can read without a credential. */

const FLOW_SCHEMA_PATH = '/schemas/flow.json';

const HEADERS = { 'Access-Control-Allow-Origin': '*', 'X-Content-Type-Options': 'nosniff' };
const KEPT = { ...HEADERS, 'Cache-Control': 'public, max-age=3600' };

/** Serves the schema; `baseUrl` is the public address of this server. */
export function createFlowSchemaApp(baseUrl: string): { fetch: Fetch } {
  let file: { text: string; tag: string } | null = null;
  const readFile = () => {
    file ??= renderFile(`${baseUrl}${FLOW_SCHEMA_PATH}`);
    return file;
  };
  return {
    fetch: ({ url, method, headers }) => {
      if (new URL(url).pathname !== FLOW_SCHEMA_PATH)
        return toError(404, 'not_found', 'There is no such path.');
      if (method === 'OPTIONS')
        return new Response(null, { status: 204, headers: { ...HEADERS, ...ALLOWED } });
      if (method !== 'GET' && method !== 'HEAD')
        return toError(405, 'method_not_allowed', 'Use GET or HEAD.', ALLOWED);
      const { text, tag } = readFile();
      const kept = { ...KEPT, ETag: tag };
      if (headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers: kept });
      const type = { 'Content-Type': 'application/schema+json' };
      return new Response(method === 'HEAD' ? null : text, { headers: { ...kept, ...type } });
    },
  };
}

const ALLOWED = { Allow: 'GET, HEAD, OPTIONS' };

function renderFile(id: string): { text: string; tag: string } {
  const text = JSON.stringify(buildFlowJsonSchema(id), null, 2);
  return { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` };
}

function toError(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { code, message } }, { status, headers: { ...HEADERS, ...headers } });
}
