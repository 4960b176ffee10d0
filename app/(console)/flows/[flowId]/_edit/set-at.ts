import { isFields } from '@/app/_features/flow/graph/read-fields';

/** A path into JSON: names of members and indexes of items. */
export type Path = readonly (string | number)[];

/** The value at a path; undefined where the path breaks off. */
export function getAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (Array.isArray(at) && typeof step === 'number') at = at[step];
    else if (isFields(at) && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at;
}

/** Sets the value at a path; everything beside the path stays the same object. Undefined removes a member. */
export function setAt(value: unknown, path: Path, next: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(value) ? value : [];
    const changed = [...list];
    changed[step] = setAt(list[step], rest, next);
    return changed;
  }
  return setMember(isFields(value) ? value : {}, step, rest, next);
}

function setMember(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  rest: Path,
  next: unknown,
): Record<string, unknown> {
  const own = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const changed = setAt(own, rest, next);
  const entries = Object.entries(fields).filter(([key]) => key !== name || changed !== undefined);
  // Built from entries, so that a name like __proto__ is only a name.
  if (changed === undefined || Object.hasOwn(fields, name))
    return Object.fromEntries(entries.map(([key, old]) => [key, key === name ? changed : old]));
  return Object.fromEntries([...entries, [name, changed]]);
}

/** A path as a JSON pointer, such as "/messages/0/text". */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
