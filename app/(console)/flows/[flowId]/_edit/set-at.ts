import { isFields } from '@/app/_features/flow/graph/read-fields';

/** A way into JSON: names of members and numbers of items. */
export type Path = readonly (string | number)[];

/** What lies at a path; undefined where it breaks off. */
export function getAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (Array.isArray(at) && typeof step === 'number') at = at[step];
    else if (isFields(at) && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at;
}

/** The value with another thing at a path; everything beside the path stays the very same. Undefined takes a member away. */
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
  // From entries, so that no name can mean more than a name.
  if (changed === undefined || Object.hasOwn(fields, name))
    return Object.fromEntries(entries.map(([key, old]) => [key, key === name ? changed : old]));
  return Object.fromEntries([...entries, [name, changed]]);
}
