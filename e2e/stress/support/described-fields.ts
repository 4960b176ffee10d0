import type { Documented, Route, Schema } from './read-routes';

const MAX_DEPTH = 5;

/** Lists the paths of all fields of a route's documented body, including optional ones; lists count by their first element. */
export function listDescribedFields(
  { dialect, body }: Route,
  schemas: Documented['schemas'],
): (readonly string[])[] {
  const find = (ref: string) => schemas[`${dialect}.${ref.split('/').at(-1)}`];
  const paths = body?.type === 'application/json' ? walk(body.schema, find, 0) : [];
  return [...new Map(paths.map((path) => [path.join('/'), path])).values()];
}

type Find = (ref: string) => Schema | undefined;

function walk(schema: Schema, find: Find, depth: number): (readonly string[])[] {
  if (depth > MAX_DEPTH) return [];
  const named = schema.$ref === undefined ? undefined : find(schema.$ref);
  const either = [named, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const inner = either.flatMap((one) => (one ? walk(one, find, depth + 1) : []));
  const fields = Object.entries(schema.properties ?? {});
  const places = schema.items ? [...fields, ['0', schema.items] as const] : fields;
  return [
    ...inner,
    ...places.flatMap(([name, one]) => [
      [name],
      ...walk(one, find, depth + 1).map((path) => [name, ...path]),
    ]),
  ];
}
