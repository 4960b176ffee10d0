import { makeRequest, type PlainRequest } from '../support/make-request';
import type { Things } from '../support/make-things';
import type { Documented, Route } from '../support/read-routes';
import { type Chance, seedCase } from '../support/seeded';
import { INVALID_JSON, ODD_IDS, ODD_QUERIES, ODD_VALUES, QUERY_NAMES, WRONG_BYTES } from './corpus';
import { ODD_HEADERS, ODD_METHODS } from './odd-headers';
import { putId, putQuery, type Swept, spoilSwept } from './sweep';

/** One malformed request, with its mutation. */
export type Case = {
  no: number;
  route: Route;
  wrong: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  bytes: Buffer | null;
  /** Sent without its length. */
  chunked: boolean;
};

type Draft = Omit<Case, 'no' | 'route' | 'wrong' | 'bytes'> & { body: unknown; bytes: Buffer | null };
type Spoil = (draft: Draft, chance: Chance, route: Route) => Draft;

const DEEP = 10_000;
const LARGE_BYTES = 10 * 1_024 * 1_024;
const WIDE = 30_000;
const LONG = 100_000;

const withText = (draft: Draft, text: string): Draft => withBytes(draft, Buffer.from(text));
const withBytes = (draft: Draft, bytes: Buffer): Draft => ({ ...draft, bytes });

/** Mutations of a request by name; some need a body. */
const BODY_SPOILS: Readonly<Record<string, Spoil>> = {
  'invalid JSON': (draft, chance) => withText(draft, chance.pick(INVALID_JSON)),
  'wrong bytes': (draft, chance) => withBytes(draft, chance.pick(WRONG_BYTES)),
  'odd value': (draft, chance) => withText(draft, spoilValue(draft.body, chance, chance.pick(ODD_VALUES))),
  'odd body': (draft, chance) => withText(draft, chance.pick(ODD_VALUES)),
  'odd key': (draft, chance) => withText(draft, addKey(draft.body, chance)),
  'byte order mark': (draft) => withText(draft, `\ufeff${JSON.stringify(draft.body)}`),
  'gzip that is none': (draft) => ({
    ...withText(draft, JSON.stringify(draft.body)),
    headers: { ...draft.headers, 'content-encoding': 'gzip' },
  }),
  'cut off': (draft, chance) => {
    const text = JSON.stringify(draft.body) ?? '';
    return withText(draft, text.slice(0, chance.below(text.length)));
  },
  'one byte changed': (draft, chance) => {
    const bytes = Buffer.from(JSON.stringify(draft.body) ?? '{}');
    bytes[chance.below(bytes.length)] = chance.below(256);
    return withBytes(draft, bytes);
  },
  'no length': (draft, chance) => ({
    ...withText(draft, spoilValue(draft.body, chance, chance.pick(ODD_VALUES))),
    chunked: true,
  }),
};

/** Mutations with large bodies are rarer. */
const LARGE_SPOILS: Readonly<Record<string, Spoil>> = {
  deep: (draft, chance) => {
    const [open, shut] = chance.pick([
      ['[', ']'],
      ['{"a":', '}'],
    ] as const);
    const deep = `${open.repeat(DEEP)}1${shut.repeat(DEEP)}`;
    return withText(draft, chance.next() < 0.5 ? deep : spoilValue(draft.body, chance, deep));
  },
  'deep and cut off': (draft, chance) => withText(draft, chance.pick(['[', '{"a":']).repeat(DEEP)),
  wide: (draft, chance) => {
    const one = chance.pick(['null', '{}', '[]', '1', '""', '{"a":1}']);
    return withText(draft, spoilValue(draft.body, chance, `[${`${one},`.repeat(WIDE)}${one}]`));
  },
  'many keys': (draft, chance) => {
    const keys = Array.from({ length: WIDE / 3 }, (_, no) => `"k${no}":1`).join(',');
    return withText(draft, spoilValue(draft.body, chance, `{${keys}}`));
  },
  'long text': (draft, chance) =>
    withText(
      draft,
      spoilValue(
        draft.body,
        chance,
        `"${chance.pick(['a', '\\u0000', ' ', '{{', '((a'])}`.padEnd(LONG, 'a'),
      ).concat('"'),
    ),
  'long template': (draft, chance) =>
    withText(
      draft,
      spoilValue(draft.body, chance, `"${chance.pick(['{{ ', '{{a}}', '[(', '--']).repeat(LONG / 5)}"`),
    ),
  '10 MB': (draft) => withBytes(draft, Buffer.alloc(LARGE_BYTES, 0x20)),
  '10 MB without a length': (draft) => ({
    ...withBytes(draft, Buffer.alloc(LARGE_BYTES, 0x61)),
    chunked: true,
  }),
};

const OTHER_SPOILS: Readonly<Record<string, Spoil>> = {
  'odd header': (draft, chance) => {
    const [name, value] = chance.pick(ODD_HEADERS);
    return { ...draft, headers: { ...draft.headers, [name]: value } };
  },
  'two odd headers': (draft, chance) => {
    const odd = Object.fromEntries([chance.pick(ODD_HEADERS), chance.pick(ODD_HEADERS)]);
    return { ...draft, headers: { ...draft.headers, ...odd } };
  },
  'odd query': (draft, chance, route) => {
    const name = chance.pick([...route.queryParams, ...route.queryParams, ...QUERY_NAMES]);
    return addQuery(draft, `${name}=${chance.pick(ODD_QUERIES)}`);
  },
  'repeated query': (draft, chance, route) => {
    const name = chance.pick([...route.queryParams, ...QUERY_NAMES]);
    return addQuery(draft, `${name}=${chance.pick(ODD_QUERIES)}&${name}=${chance.pick(ODD_QUERIES)}`);
  },
  'many queries': (draft, chance) => addQuery(draft, `${chance.pick(QUERY_NAMES)}=1&`.repeat(500)),
  'odd method': (draft, chance) => ({ ...draft, method: chance.pick(ODD_METHODS) }),
  'odd ending': (draft, chance) => {
    const ending = chance.pick(['/', '//', '/..', '/%2e%2e', ';a=b', '#', '?', '/%00', '.json', '\\']);
    return { ...draft, path: `${draft.path.split('?')[0]}${ending}` };
  },
  nothing: (draft) => draft,
};

const isSpoiledInPath = (route: Route) => route.pathParams.length > 0;

/** The inputs of a run's cases. */
export type Material = { seed: number; documented: Documented; swept: readonly Swept[]; things: Things };

/** Makes case `no` of a run: first every sweep, then random mutations over all routes. */
export function makeCase({ seed, documented, swept, things }: Material, no: number): Case {
  const { routes, schemas } = documented;
  const sweep = swept[no];
  const route = sweep?.route ?? routes[no % routes.length];
  if (!route) throw new Error('no dialect has a route');
  const chance = seedCase(seed, no);
  const plain = makeRequest(route, things, schemas);
  const draft = { ...plain, body: plain.body ?? {}, bytes: toBytes(plain), chunked: false };
  const [wrong, spoil] = sweep ? ['swept', (one: Draft) => spoilSwept(one, sweep)] : pickSpoil(route, chance);
  const { body: _, ...spoiled } = spoil(draft, chance, route);
  return { no, route, wrong, ...spoiled };
}

function pickSpoil(route: Route, chance: Chance): readonly [string, Spoil] {
  const part = chance.next();
  const takesBody = route.body !== null || route.method === 'POST';
  if (takesBody && part < 0.06) return chance.pick(Object.entries(LARGE_SPOILS));
  if (takesBody && part < 0.6) return chance.pick(Object.entries(BODY_SPOILS));
  if (isSpoiledInPath(route) && part < 0.8) return ['odd id', spoilId];
  return chance.pick(Object.entries(OTHER_SPOILS));
}

const spoilId: Spoil = (draft, chance, route) => ({
  ...draft,
  path: putId(draft.path, route, chance.below(route.pathParams.length), chance.pick(ODD_IDS)),
});

function toBytes({ body }: PlainRequest): Buffer | null {
  return body === undefined ? null : Buffer.from(JSON.stringify(body));
}

function addQuery(draft: Draft, query: string): Draft {
  return { ...draft, path: putQuery(draft.path, query) };
}

/** Replaces one random value of the JSON body by `text`. */
function spoilValue(body: unknown, chance: Chance, text: string): string {
  const mark = `mark-${chance.below(1e9)}`;
  const marked = JSON.stringify(markOne(body ?? { a: 1 }, chance, mark));
  return marked.replace(JSON.stringify(mark), () => text);
}

function markOne(value: unknown, chance: Chance, mark: string): unknown {
  if (typeof value !== 'object' || value === null) return mark;
  const keys = Object.keys(value);
  if (keys.length === 0 || chance.next() < 0.15) return mark;
  const key = chance.pick(keys);
  const changed = markOne(Reflect.get(value, key), chance, mark);
  if (Array.isArray(value)) return value.map((one, at) => (String(at) === key ? changed : one));
  return { ...value, [key]: changed };
}

const KEYS = ['__proto__', 'constructor', 'prototype', '', '\\u0000', '\\ud800', 'toJSON', 'a'.repeat(1_000)];

function addKey(body: unknown, chance: Chance): string {
  const text = JSON.stringify(body) ?? '{}';
  const [first = '"a"'] = /"[^"]+"(?=:)/.exec(text) ?? [];
  const key = chance.next() < 0.4 ? first : `"${chance.pick(KEYS)}"`;
  const added = `${key}:${chance.pick(ODD_VALUES)}`;
  return text.startsWith('{') ? `{${added}${text === '{}' ? '' : ','}${text.slice(1)}` : `{${added}}`;
}
