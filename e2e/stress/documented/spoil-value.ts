import fc from 'fast-check';

type Path = readonly string[];

const DEEP = 200;
const LONG = 30_000;

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`);

/** Values of a wrong type or size, and texts that programs often corrupt. */
const ODD = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2_147_483_648,
  '',
  ' ',
  'x',
  '\u200b',
  'a\u0301',
  '\u202eabc',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u0000',
  '\ud800',
  '+275760-09-13T00:00:00.001Z',
  [],
  {},
  [null],
  { constructor: 1 },
] as const;

/** One near-valid variant of a value: one field is odd, long, deep, missing, renamed or added. */
export function spoilValue(value: unknown): fc.Arbitrary<unknown> {
  const paths = listPaths(value);
  const odd = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<unknown>(...ODD) },
    { weight: 1, arbitrary: fc.constant('a'.repeat(LONG)) },
    { weight: 1, arbitrary: fc.constant(nested(DEEP)) },
  );
  const place = fc.constantFrom(...paths);
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(place, odd).map(([path, put]) => replaceAt(value, path, () => put)) },
    { weight: 3, arbitrary: place.map((path) => removeAt(value, path)) },
    {
      weight: 2,
      arbitrary: place.map((path) =>
        replaceAt(value, path, (there) => (isObject(there) ? { ...there, unknown_field: 1 } : [there])),
      ),
    },
  );
}

function listPaths(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inner = Object.entries(value).flatMap(([key, one]) => listPaths(one).map((path) => [key, ...path]));
  return [[], ...inner];
}

function replaceAt(value: unknown, [key, ...rest]: Path, change: (there: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === key ? replaceAt(one, rest, change) : one));
  if (!isObject(value)) return value;
  return { ...value, [key]: replaceAt(value[key], rest, change) };
}

function removeAt(value: unknown, path: Path): unknown {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  return replaceAt(value, path.slice(0, -1), (there) => {
    if (Array.isArray(there)) return there.filter((_, at) => String(at) !== last);
    if (!isObject(there)) return there;
    return Object.fromEntries(Object.entries(there).filter(([key]) => key !== last));
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
