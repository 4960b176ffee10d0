import { makeBody, makeRequest } from '../support/make-request';
import type { Things } from '../support/make-things';
import type { Outcome } from '../support/procedures';
import type { Documented, Route, Schema } from '../support/read-routes';
import type { Target } from './attempts';

// Not ids: a version number within a flow, and the name of a configuration section.
const NO_IDS = new Set(['number', 'section']);
// Ids chosen by the caller.
const OWN_WORDS =
  /^(thread_id|sender_id|message_id|customerId|externalId|userId|clientSubmissionId|externalSessionId|msgId)$/;
// Also chosen by the caller: an id under which a message is accepted once.
const OWN_WORD = 'POST /api/public/v1/chat/events body:id';
const ID_NAME = /(?:[a-z]Ids?|_ids?|^id)$/;

const TIMEOUT_MS = 5_000;

/** Makes every route a target. */
export function listRestTargets(
  baseUrl: string,
  { routes, schemas }: Documented,
  things: () => Things,
): Target[] {
  return routes.map((route) => ({
    name: route.name,
    fields: listFields(route, things().ids, schemas),
    call: (field, id) => callRoute(baseUrl, route, schemas, putId(things(), field, id), field, id),
  }));
}

function listFields(route: Route, ids: Things['ids'], schemas: Documented['schemas']): string[] {
  // A model's name in PUT is chosen by the caller.
  const isNew = (name: string) => name === 'model' && route.method === 'PUT';
  const inPath = route.pathParams.filter((name) => !NO_IDS.has(name) && !isNew(name));
  const inQuery = route.queryParams.filter((name) => ID_NAME.test(name)).map((name) => `query:${name}`);
  const body = makeBody(route, ids, schemas);
  const described = route.body ? Object.keys(propertiesOf(route, schemas)) : [];
  const given = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const inBody = [...new Set([...described, ...given])]
    .filter((name) => ID_NAME.test(name) && !OWN_WORDS.test(name))
    .map((name) => `body:${name}`);
  return [...inPath, ...inQuery, ...inBody].filter((field) => `${route.name} ${field}` !== OWN_WORD);
}

function propertiesOf({ dialect, body }: Route, schemas: Documented['schemas']): Record<string, Schema> {
  const ref = body?.schema.$ref?.split('/').at(-1);
  const schema = ref === undefined ? body?.schema : schemas[`${dialect}.${ref}`];
  const either = schema?.oneOf ?? schema?.anyOf ?? [];
  return Object.assign({}, schema?.properties, ...either.map(({ properties }) => properties));
}

/** Replaces one id in the path. */
function putId(things: Things, field: string | null, id: string): Things {
  if (field === null || field.includes(':')) return things;
  const dialects = Object.keys(things.credentials).map((dialect) => [`${dialect}.${field}`, id]);
  return { ...things, ids: { ...things.ids, ...Object.fromEntries(dialects), [field]: id } };
}

async function callRoute(
  baseUrl: string,
  route: Route,
  schemas: Documented['schemas'],
  things: Things,
  field: string | null,
  id: string,
): Promise<Outcome> {
  const { method, path, headers, body } = makeRequest(route, things, schemas);
  const [place, name = ''] = field?.split(':') ?? [];
  const sent = place === 'body' ? { ...(body as object), [name]: id } : body;
  const query = place === 'query' ? `${path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(id)}` : '';
  const response = await fetch(`${baseUrl}${path}${query}`, {
    method,
    headers,
    body: sent === undefined ? undefined : JSON.stringify(sent),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? await readFirst(response) : await response.text();
  return { status: String(response.status), body: text };
}

async function readFirst({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return first?.value ? new TextDecoder().decode(first.value) : '';
}
