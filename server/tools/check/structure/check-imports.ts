import { LAYERS, type Layer, OUTSIDE_THE_PRODUCT } from './layers';
import { type FoundImport, readImports, toPackage } from './read-imports';

export type Breach = { what: string; why: string };

/** Checks the imports of one source file against the layer table. */
export function checkImports(file: string, source: string): Breach[] {
  const layer = LAYERS.find(({ files }) => files.test(file));
  if (!layer) {
    const why = 'every file has its place in server/tools/check/structure/layers.ts';
    return [{ what: 'belongs to no layer', why }];
  }
  return readImports(file, source).flatMap((found) => {
    const reason = findReason(layer, file, found);
    return reason === null ? [] : [{ what: `imports ${found.specifier}: ${reason}`, why: layer.why }];
  });
}

function findReason(layer: Layer, file: string, { specifier, target, typeOnly }: FoundImport): string | null {
  if (target === null)
    return !layer.packages || layer.packages.test(specifier)
      ? null
      : `${layer.name} may not use ${toPackage(specifier)}`;
  if (mayImport(layer, file, target, typeOnly)) return null;
  if (OUTSIDE_THE_PRODUCT.test(target)) return 'the product may not depend on tests and tools';
  const allowed = [...layer.may, ...(layer.mayTypes ?? []).map((path) => `types of ${path}`)].join(', ');
  return `${layer.name} may import ${allowed || 'nothing of ours'}`;
}

function mayImport(layer: Layer, file: string, target: string, typeOnly: boolean): boolean {
  const own = layer.files.exec(file)?.[1] ?? '';
  const starts = (path: string | RegExp) =>
    typeof path === 'string' ? target.startsWith(path.replace('{own}', own)) : path.test(target);
  if (layer.may.includes('')) return true;
  if (OUTSIDE_THE_PRODUCT.test(target)) return false;
  if (layer.may.some(starts) || (typeOnly && layer.mayTypes?.some(starts))) return true;
  return file.startsWith('app/') ? isNear(file, target) : isSameLayer(layer, target) && own === '';
}

// Within app/, a route may use its own parts and those of the folders above it, never those of a neighbor.
function isNear(file: string, target: string): boolean {
  const owner = target.split(/\/_[^/]+(?:\/|$)/)[0] ?? target;
  const folder = owner === target ? target.slice(0, target.lastIndexOf('/')) : owner;
  return file.startsWith(`${folder}/`);
}

function isSameLayer(layer: Layer, target: string): boolean {
  return layer.files.test(`${target}.ts`) || layer.files.test(`${target}/index.ts`);
}
