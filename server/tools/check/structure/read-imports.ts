import path from 'node:path';

/** One import of a file: as written, and its target. */
export type FoundImport = {
  specifier: string;
  /** True for `import type` and `export type … from`, which leave nothing at run time. */
  typeOnly: boolean;
  /** The path inside the checkout without extension; null for a package. */
  target: string | null;
};

// Strings may contain anything, so only imports at the start of a line and `import()` count.
const STATIC = /^(?:import|export)\s+(type\s+)?(?:([\w*{][^'"`;]*?)\sfrom\s+)?['"]([^'"]+)['"]/gm;
const ONLY_TYPES = /^\{(\s*type\s[^,}]+,?)+\s*\}$/;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Finds the imports and re-exports of a source file. */
export function readImports(file: string, source: string): FoundImport[] {
  const statics = [...source.matchAll(STATIC)].map(([, type, names = '', specifier = '']) =>
    toImport(file, specifier, type !== undefined || ONLY_TYPES.test(names)),
  );
  const dynamics = [...source.matchAll(DYNAMIC)].map(([, specifier = '']) =>
    toImport(file, specifier, false),
  );
  return [...statics, ...dynamics];
}

/** The package of a specifier: `next` for `next/link`, `@a/b` for `@a/b/c`. */
export function toPackage(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function toImport(file: string, specifier: string, typeOnly: boolean): FoundImport {
  return { specifier, typeOnly, target: toTarget(file, specifier) };
}

function toTarget(file: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  return null;
}
