/** A value that a flow compares something with. */
export type Constant = string | number | boolean;

/** What a flow reads of a value: the constants that it is compared with, its fields, and the items of a list. */
export type Shape = {
  constants: Set<Constant>;
  fields: Map<string, Shape>;
  items: Shape | null;
};

/** More fields or constants of one value are not collected. */
const MAX_PARTS = 200;
const MAX_DEPTH = 6;

export function createShape(): Shape {
  return { constants: new Set(), fields: new Map(), items: null };
}

/** The shape of a field, which is added if it is new. */
export function fieldOf(shape: Shape, key: string): Shape {
  const known = shape.fields.get(key);
  if (known) return known;
  const made = createShape();
  if (shape.fields.size < MAX_PARTS) shape.fields.set(key, made);
  return made;
}

/** The shape of the items of a list. */
export function itemsOf(shape: Shape): Shape {
  shape.items ??= createShape();
  return shape.items;
}

export function addConstant(shape: Shape, value: unknown): void {
  const isConstant = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (isConstant && shape.constants.size < MAX_PARTS) shape.constants.add(value);
}

/** Adds to a shape what is read of another one; returns whether anything was new. */
export function absorb(into: Shape, from: Shape, depth = 0): boolean {
  if (into === from || depth > MAX_DEPTH) return false;
  let isNew = false;
  for (const value of from.constants) {
    if (into.constants.has(value)) continue;
    addConstant(into, value);
    isNew = true;
  }
  for (const [key, shape] of from.fields) {
    if (!into.fields.has(key)) isNew = true;
    if (absorb(fieldOf(into, key), shape, depth + 1)) isNew = true;
  }
  if (from.items) {
    if (!into.items) isNew = true;
    if (absorb(itemsOf(into), from.items, depth + 1)) isNew = true;
  }
  return isNew;
}
