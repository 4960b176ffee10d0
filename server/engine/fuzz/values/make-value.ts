import type { Json, JsonObject } from '../../json';
import type { Constant, Shape } from '../lore/shape';
import type { Random } from './random';

const MAX_DEPTH = 6;
const MAX_ITEMS = 3;
/** The items of a huge list, and the characters of a huge text. */
const HUGE_ITEMS = 300;
const HUGE_CHARS = 20_000;
/** The most values of a huge list, so that one of large items has fewer of them. */
const HUGE_VALUES = 3_000;

const PLAIN: readonly Json[] = [
  'x',
  'Ada',
  'CX12345',
  7,
  0,
  1,
  true,
  false,
  '2026-12-31',
  '2026-12-31T10:00:00Z',
  99.5,
];

/** Makes a value as the flow expects it, from what it reads of it. */
export function makeValue(shape: Shape, random: Random, depth = 0): Json {
  const { fields, items } = shape;
  if (depth < MAX_DEPTH && items && (fields.size === 0 || random.chance(0.7)))
    return makeItems(items, random.below(MAX_ITEMS + 1), random, depth);
  if (depth < MAX_DEPTH && fields.size > 0) return makeRecord(fields, random, depth);
  return makeScalar([...shape.constants], random);
}

function makeRecord(fields: ReadonlyMap<string, Shape>, random: Random, depth: number): JsonObject {
  return Object.fromEntries([...fields].map(([key, field]) => [key, makeValue(field, random, depth + 1)]));
}

function makeItems(items: Shape, count: number, random: Random, depth: number): Json[] {
  return Array.from({ length: count }, () => makeValue(items, random, depth + 1));
}

function makeScalar(constants: readonly Constant[], random: Random): Json {
  const constant = constants.length > 0 && random.chance(0.8) ? random.pick(constants) : undefined;
  if (constant === undefined) return random.pick(PLAIN) ?? null;
  return random.chance(0.7) ? constant : vary(constant, random);
}

/** A value near a constant. */
export function vary(constant: Constant, random: Random): Constant {
  switch (typeof constant) {
    case 'number':
      return constant + (random.pick([1, -1, 0.5, -0.5, 10, -10]) ?? 1);
    case 'boolean':
      return !constant;
    case 'string':
      return (
        random.pick([constant.toUpperCase(), ` ${constant} `, `${constant}1`, `my ${constant} please`]) ??
        constant
      );
  }
}

/** Spoils a value: a field or an item of it is missing or of another kind. */
export function spoil(value: Json, random: Random): Json {
  if (Array.isArray(value)) {
    if (value.length === 0) return [makeStrange(random)];
    const at = random.below(value.length);
    return value.map((item, index) => (index === at ? spoil(item, random) : item));
  }
  if (typeof value !== 'object' || value === null) return makeStrange(random);
  const keys = Object.keys(value);
  const key = random.pick(keys);
  if (key === undefined) return makeStrange(random);
  const { [key]: field = null, ...others } = value;
  if (random.chance(0.5)) return others;
  return { ...others, [key]: random.chance(0.5) ? spoil(field, random) : makeStrange(random) };
}

/** Makes a value that nobody expects. */
export function makeStrange(random: Random): Json {
  const values: Json[] = [null, '', 'oops', 0, -1, 1e15, true, [], {}, [null], { error: 'no' }];
  return random.pick(values) ?? null;
}

/** Makes a huge value of a shape: each list of it is long, and every text too if it has none. */
export function makeHuge(shape: Shape, random: Random, depth = 0): Json {
  const { fields, items } = shape;
  if (depth >= MAX_DEPTH) return makeValue(shape, random, depth);
  if (items) {
    const item = makeValue(items, random, depth + 1);
    const count = Math.max(1, Math.min(HUGE_ITEMS, Math.floor(HUGE_VALUES / countValues(item))));
    return Array.from({ length: count }, () => item);
  }
  if (fields.size === 0)
    return shape.constants.size > 0 ? makeValue(shape, random, depth) : 'a'.repeat(HUGE_CHARS);
  return Object.fromEntries([...fields].map(([key, field]) => [key, makeHuge(field, random, depth + 1)]));
}

function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + countValues(item ?? null), 1);
}
