import path from 'node:path';

/** One import of a file: as written, and what it leads to. */
export type FoundImport = {
  specifier: string;
  /** True for `import type` and `export type … from`, which leave nothing in the running program. */
  typeOnly: boolean;
  /** Path inside the checkout without extension, or null for a package. */
  target: string | null;
};

// Strings may hold anything, so only what stands where an import stands counts: at the start of a line, or in import().
const STATIC = /^(?:import|export)\s+(type\s+)?(?:([\w*{][^'"`;]*?)\sfrom\s+)?['"]([^'"]+)['"]/gm;
const ONLY_TYPES = /^\{(\s*type\s[^,}]+,?)+\s*\}$/;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Finds what a source file imports or re-exports. */
export function readImports(file: string, source: string): FoundImport[] {
  const statics = [...source.matchAll(STATIC)].map(([, type, names = '', specifier = '']) =>
    toImport(file, specifier, type !== undefined || ONLY_TYPES.test(names)),
  );
  const dynamics = [...source.matchAll(DYNAMIC)].map(([, specifier = '']) =>
    toImport(file, specifier, false),
  );
  return [...statics, ...dynamics];
}

/** The package a specifier names: `next/link` is of `next`, `@a/b/c` of `@a/b`. */
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
