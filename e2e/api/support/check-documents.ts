import type { RequestListener, ServerResponse } from 'node:http';
import Ajv from 'ajv/dist/2020.js';
import { openDocumentedApps, readDocument } from '@/server/dialects/fixtures/documented-apps';
import { toPathPattern } from '@/server/http/routing/route-table';

const METHOD_NOT_ALLOWED = 405;

type Operation = { responses: Record<string, { content?: Record<string, unknown> }> };
type Document = { paths: Record<string, Record<string, Operation>> };
type Route = { prefix: string; path: string; pattern: RegExp; methods: Record<string, Operation> };
type Sent = { method: string; path: string; status: number; contentType: string | null; text: string };

// The documents are the same for every server of a process.
const ajv = new Ajv({ strict: false, validateFormats: false });
let routesOfProcess: Promise<Route[]> | null = null;

/** A listener whose responses are compared with the OpenAPI documents, and what differed. */
export type CheckedListener = { listener: RequestListener; faults: Set<string> };

/** Compares every response of a listener with the OpenAPI documents of its APIs: status, media type and JSON body. */
export async function checkDocuments(listener: RequestListener): Promise<CheckedListener> {
  routesOfProcess ??= readRoutes();
  const routes = await routesOfProcess;
  const faults = new Set<string>();
  const checked: RequestListener = (request, response) => {
    const { method = 'GET', url = '/' } = request;
    watchResponse(response, (sent) => {
      const fault = findFault(routes, { ...sent, method, path: url.split('?')[0] ?? '/' });
      if (fault !== null) faults.add(fault);
    });
    listener(request, response);
  };
  return { listener: checked, faults };
}

async function readRoutes(): Promise<Route[]> {
  const routes: Route[] = [];
  for (const documented of openDocumentedApps()) {
    const { path: prefix } = documented;
    const document = await readDocument<Document>(documented);
    ajv.addSchema(document, prefix);
    for (const [path, methods] of Object.entries(document.paths)) {
      const pattern = toPathPattern(path);
      routes.push({ prefix, path, pattern, methods });
    }
  }
  // A literal path comes before a pattern that matches it too.
  return routes.sort((a, b) => a.path.split('{').length - b.path.split('{').length);
}

function watchResponse(
  response: ServerResponse,
  onFinish: (sent: Pick<Sent, 'status' | 'contentType' | 'text'>) => void,
): void {
  const chunks: Buffer[] = [];
  const take = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  let contentType: string | null = null;
  const { write, end, writeHead } = response;
  Object.assign(response, {
    write: (...args: Parameters<typeof write>) => {
      take(args[0]);
      return write.apply(response, args);
    },
    end: (...args: Parameters<typeof end>) => {
      take(args[0]);
      return end.apply(response, args);
    },
    writeHead: (...args: Parameters<typeof writeHead>) => {
      contentType = findContentType(args.at(-1));
      return writeHead.apply(response, args);
    },
  });
  response.once('finish', () => {
    const type = contentType ?? response.getHeader('content-type');
    const text = Buffer.concat(chunks).toString();
    onFinish({ status: response.statusCode, contentType: type === undefined ? null : String(type), text });
  });
}

function findContentType(headers: unknown): string | null {
  if (typeof headers !== 'object' || headers === null) return null;
  const pair = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  return pair ? String(pair[1]) : null;
}

function findFault(routes: readonly Route[], sent: Sent): string | null {
  const method = sent.method === 'HEAD' ? 'get' : sent.method.toLowerCase();
  const route = routes.find(({ pattern, methods }) => pattern.test(sent.path) && methods[method]);
  const operation = route?.methods[method];
  if (!route || !operation) return null;
  const { status, contentType } = sent;
  // Servers normalize odd paths, so the request had another one.
  if (status === METHOD_NOT_ALLOWED) return null;
  const name = `${method.toUpperCase()} ${route.path}`;
  const listed = operation.responses[status];
  if (!listed) return `${name} answers ${status}, which its document does not list`;
  if (sent.text === '') return null;
  const media = contentType?.split(';')[0]?.trim() ?? '';
  if (!listed.content?.[media] && !listed.content?.['*/*'])
    return `${name} answers ${status} with ${media}, which its document does not list`;
  return media === 'application/json' ? findBodyFault(route, method, sent, name) : null;
}

function findBodyFault(
  { prefix, path }: Route,
  method: string,
  { status, text }: Sent,
  name: string,
): string | null {
  const pointer = ['paths', path, method, 'responses', `${status}`, 'content', 'application/json', 'schema'];
  const validate = ajv.getSchema(`${prefix}#/${pointer.map(escapeToken).join('/')}`);
  if (!validate) return null;
  if (validate(JSON.parse(text))) return null;
  const [error] = validate.errors ?? [];
  return `${name} answers ${status} outside its schema: ${error?.instancePath} ${error?.message}`;
}

function escapeToken(token: string): string {
  return encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'));
}
