import type { Things } from './make-things';
import type { Documented, Route, Schema } from './read-routes';

/** A request that a route should accept. */
export type PlainRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
};

// Bodies that cannot be derived from the OpenAPI description.
const BODIES: Readonly<Record<string, (ids: Things['ids']) => unknown>> = {
  'POST /api/public/v1/chat/messages': ({ intentName }) => ({ text: 'Hello', intentName }),
  'POST /api/public/v1/forms/{codeOrId}': submission,
  'POST /api/public/v1/forms/{codeOrId}/submissions': submission,
  'POST /api/public/v1/chat/events': () => ({ name: 'seen', props: { value: 1 } }),
  'POST /api/v1/engine/executions/{executionId}/resume': ({ orgId, waitToken }) => ({
    tenant_id: orgId,
    wait_token: waitToken,
    input: { values: { order_no: '1234' } },
  }),
  'POST /api/v1/orgs/{orgId}/flows': () => ({ name: 'Another' }),
  'POST /api/v1/orgs/{orgId}/flows/import': () => ({
    file: {
      format: 'parley.flow',
      slug: `slug-${crypto.randomUUID().slice(0, 8)}`,
      name: 'A',
      definition: {},
    },
  }),
  'POST /api/v1/orgs/{orgId}/flows/import-bundle': () => ({
    format: 'parley.bundle',
    flows: [
      {
        slug: `slug-${crypto.randomUUID().slice(0, 8)}`,
        name: 'A',
        definition: { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] },
      },
    ],
  }),
  'PATCH /api/v1/orgs/{orgId}/flows/{flowId}': () => ({ name: 'Renamed' }),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/restore': () => ({}),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/duplicate': () => ({}),
  'PUT /api/v1/orgs/{orgId}/flows/{flowId}/tags': () => ({ tags: ['Billing'] }),
  'PUT /api/v1/orgs/{orgId}/flows/{flowId}/tests': () => ({ tests: [{ name: 'Starts' }] }),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/tests': () => ({ tests: [{ name: 'Starts' }] }),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/tests/from-session': ({ sessionId }) => ({ sessionId }),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/tests/from-traffic': () => ({ search: { limit: 2 } }),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/tests/run': () => ({ tests: [{ name: 'Starts' }] }),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/test-node': () => ({
    definition: {
      ...{ format: 1, start: 'call' },
      nodes: [{ id: 'call', kind: 'http', method: 'GET', url: 'https://example.com' }],
    },
    nodeId: 'call',
    send: false,
  }),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/replays': () => ({}),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/migrations': () => ({}),
  'POST /api/v1/orgs/{orgId}/flows/{flowId}/breakpoints': () => ({ nodeId: 'ask', condition: 'false' }),
  'POST /api/v1/orgs/{orgId}/sessions/{sessionId}/debug/continue': () => ({}),
  'POST /api/v1/orgs/{orgId}/sessions/{sessionId}/debug/release': () => ({}),
  'PATCH /api/v1/orgs/{orgId}/sessions/{sessionId}/debug/variables': () => ({ set: {} }),
  'POST /api/v1/orgs/{orgId}/sessions/{sessionId}/migrate': () => ({}),
  'POST /api/v1/orgs/{orgId}/environments': () => ({ name: `e-${crypto.randomUUID().slice(0, 8)}` }),
  'PUT /api/v1/orgs/{orgId}/flows/{flowId}/environments/{environmentName}': () => ({
    versions: [{ number: 1 }],
  }),
  'POST /api/v1/orgs/{orgId}/contacts': () => ({
    addresses: [{ channel: 'api', address: crypto.randomUUID() }],
  }),
  'POST /api/v1/orgs/{orgId}/contacts/{contactId}/merge': ({ otherContactId }) => ({
    contactId: otherContactId,
  }),
  'POST /api/v5/orgs/{orgId}/unified_messaging': ({ roomId }) => ({
    name: 'Mail',
    messaging_channel: 'email',
    room_id: roomId,
    reply_webhook_url: 'http://127.0.0.1:9/',
  }),
  'POST /api/v5/orgs/{orgId}/unified_messaging/{configId}/messages': ({ 'umi.threadId': threadId = '' }) => ({
    messages: [
      { body: 'Hello', thread_id: threadId, sender_id: 'a@example.com', message_id: crypto.randomUUID() },
    ],
  }),
  'POST /api/v5/orgs/{orgId}/unified_messaging/{configId}/close_session': ({ 'umi.threadId': threadId }) => ({
    thread_id: threadId,
  }),
};

// Fields that refer to a thing, by the name of its id.
const NAMED: Readonly<Record<string, string>> = {
  tenant_id: 'orgId',
  room_id: 'roomId',
  intent_name: 'intentName',
  wait_token: 'waitToken',
};

function submission({ publicKey }: Things['ids']): object {
  return { publicKey, values: { name: 'Ada', size: 2 } };
}

const MAX_DEPTH = 6;

/** Makes a valid request for a route from its description. */
export function makeRequest(
  route: Route,
  { ids, credentials }: Things,
  schemas: Documented['schemas'],
): PlainRequest {
  const idOf = (name: string) => ids[`${route.dialect}.${name}`] ?? ids[name] ?? 'x';
  const path = route.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(idOf(name)));
  const query = new URLSearchParams();
  for (const name of route.queryParams) {
    const value = QUERIES[name]?.(ids);
    if (value !== undefined) query.set(name, value);
  }
  const search = query.size > 0 ? `?${query}` : '';
  const json = route.body?.type === 'application/json';
  const headers = { ...credentials[route.dialect], ...(json && { 'content-type': 'application/json' }) };
  return { method: route.method, path: `${path}${search}`, headers, body: makeBody(route, ids, schemas) };
}

const QUERIES: Readonly<Record<string, (ids: Things['ids']) => string | undefined>> = {
  publicKey: ({ publicKey }) => publicKey,
  signature: ({ signature }) => signature,
  field: () => 'plan',
  eventName: () => 'seen',
  language: () => 'de',
  first: () => 'ask',
  second: () => 'end',
  place: () => 'ask',
};

/** Makes the body of that request; undefined without a JSON body. */
export function makeBody(
  { name, dialect, body }: Route,
  ids: Things['ids'],
  schemas: Documented['schemas'],
): unknown {
  const own = BODIES[name];
  if (own) return own(ids);
  if (body?.type !== 'application/json') return undefined;
  const nameThings = (value: unknown): unknown => putIds(value, (field) => ids[NAMED[field] ?? field]);
  return nameThings(exampleOf(body.schema, (ref) => schemas[`${dialect}.${ref}`], 0));
}

type Find = (name: string) => Schema | undefined;

function exampleOf(schema: Schema, find: Find, depth: number): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const inner = schema.$ref
    ? find(schema.$ref.split('/').at(-1) ?? '')
    : (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.[0];
  if (depth > MAX_DEPTH) return null;
  if (inner) return exampleOf(inner, find, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  return EXAMPLES[type ?? '']?.(schema, find, depth) ?? {};
}

const EXAMPLES: Readonly<Record<string, (schema: Schema, find: Find, depth: number) => unknown>> = {
  string: ({ format }) => (format === 'date-time' ? '2030-01-01T00:00:00.000Z' : 'word'),
  number: () => 1,
  integer: () => 1,
  boolean: () => true,
  array: ({ items }, find, depth) => (items ? [exampleOf(items, find, depth + 1)] : []),
  object: ({ properties = {}, required = [] }, find, depth) =>
    Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => required.includes(name))
        .map(([name, one]) => [name, exampleOf(one, find, depth + 1)]),
    ),
};

function putIds(value: unknown, idOf: (field: string) => string | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => putIds(one, idOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [
      field,
      typeof one === 'string' ? (idOf(field) ?? one) : putIds(one, idOf),
    ]),
  );
}
