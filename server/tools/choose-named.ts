/** Returns the things with these names, in their own order, or all without names; throws for a name that none has. */
export function chooseNamed<Thing extends { name: string }>(
  things: readonly Thing[],
  names: readonly string[],
): readonly Thing[] {
  const known = things.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return names.length === 0 ? things : things.filter(({ name }) => names.includes(name));
}
