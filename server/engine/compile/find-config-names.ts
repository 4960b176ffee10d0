const NAMED = /\$config\.([A-Za-z_][A-Za-z0-9_]*)/g;

/** Lists the configuration values that a source may read: those in its expressions, and those that its texts mention. */
export function findConfigNames(source: string): string[] {
  return [...source.matchAll(NAMED)].map(([, name = '']) => name);
}
