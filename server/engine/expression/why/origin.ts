import type { Value } from '../tree';

/** Begins the subject of a computed part; its source follows. */
export const PART = '@';

export type Path = readonly (string | number)[];

/**
 * Where a value comes from: a path of a subject, and the conversions on the way, from the inside out. `text` names it to
 * people, and `now` is its value before the conversions that do not change its meaning.
 */
export type Origin = {
  subject: string;
  path: Path;
  conversions: readonly Conversion[];
  text: string;
  now: Value;
  isPart: boolean;
};

/** `fold` covers conversions after which a text means the same, such as lower case; `length` counts, `number` reads a number. */
export type Conversion = 'fold' | 'number' | 'length';

const NAME = /^[A-Za-z_$][\w$]*$/;

/** The origin of a member of the value at an origin. */
export function joinPath(origin: Origin, key: string | number, value: Value): Origin {
  const isPlain = typeof key === 'string' && NAME.test(key);
  const member = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return {
    ...origin,
    path: [...origin.path, key],
    text: isPlain ? `${origin.text}.${key}` : `${origin.text}[${JSON.stringify(key)}]`,
    now: member ? (value as { [key: string]: Value })[key] : undefined,
  };
}
