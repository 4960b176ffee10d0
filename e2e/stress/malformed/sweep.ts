import { listDescribedFields } from '../support/described-fields';
import type { Documented, Route } from '../support/read-routes';

/** One position of a request and its value: percent-encoded in a path or query, JSON in a body. */
export type Swept = { route: Route; place: Place; text: string };
type Place =
  | { in: 'path'; no: number }
  | { in: 'query'; name: string }
  | { in: 'body'; path: readonly string[] };

// Values that a database rejects when passed on unchecked; random cases would rarely reach every position.
const TEXTS = [
  '%00',
  'a%00b',
  '%ff',
  '%ed%a0%80',
  '2147483648',
  '99999999999999999999',
  '-1',
  '1.5',
] as const;
const JSON_TEXTS = [
  '"a\\u0000b"',
  '"\\ud800"',
  '2147483648',
  '9007199254740993',
  '1e308',
  '-1',
  '1.5',
  '"+275760-09-13T00:00:00.001Z"',
] as const;

/** Lists every id, query parameter and field of every route with each invalid text; `bodyOf` makes the body. */
export function listSwept({ routes, schemas }: Documented, bodyOf: (route: Route) => unknown): Swept[] {
  return routes.flatMap((route) => {
    const ids = route.pathParams.map((_, no) => ({ in: 'path', no }) as const);
    const queries = route.queryParams.map((name) => ({ in: 'query', name }) as const);
    const given = listFields(bodyOf(route));
    const further = listDescribedFields(route, schemas).filter(
      (path) => !given.some((one) => one.join('/') === path.join('/')),
    );
    const fields = [...given, ...further].map((path) => ({ in: 'body', path }) as const);
    return [
      ...[...ids, ...queries].flatMap((place) => TEXTS.map((text) => ({ route, place, text }))),
      ...fields.flatMap((place) => JSON_TEXTS.map((text) => ({ route, place, text }))),
    ];
  });
}

function listFields(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...listFields(inner).map((path) => [key, ...path]),
  ]);
}

/** Applies a sweep to a request. */
export function spoilSwept<R extends { path: string; body: unknown; bytes: Buffer | null }>(
  request: R,
  { route, place, text }: Swept,
): R {
  if (place.in === 'path') return { ...request, path: putId(request.path, route, place.no, text) };
  if (place.in === 'query') return { ...request, path: replaceQuery(request.path, place.name, text) };
  return {
    ...request,
    bytes: Buffer.from(JSON.stringify(putField(request.body, place.path, JSON.parse(text)))),
  };
}

/** Replaces one id of a path by a text. */
export function putId(path: string, route: Route, no: number, text: string): string {
  const pieces = route.path.split('/');
  const places = [...pieces.keys()].filter((at) => pieces[at]?.startsWith('{'));
  const given = path.split('?')[0]?.split('/') ?? [];
  return given.map((piece, at) => (at === places[no] ? text : piece)).join('/');
}

/** Adds a query parameter to a path. */
export function putQuery(path: string, query: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

function replaceQuery(path: string, name: string, text: string): string {
  const [start = '', search] = path.split('?');
  const others = new URLSearchParams(search);
  others.delete(name);
  return putQuery(others.size > 0 ? `${start}?${others}` : start, `${name}=${text}`);
}

function putField(body: unknown, [key, ...inner]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const object = typeof body === 'object' && body !== null ? body : {};
  const changed = putField(Reflect.get(object, key), inner, value);
  if (body === undefined && key === '0') return [changed];
  if (Array.isArray(object)) return object.map((one, at) => (String(at) === key ? changed : one));
  return { ...object, [key]: changed };
}
