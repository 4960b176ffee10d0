import { isBuiltin } from 'node:module';
import { FORBIDDEN_TEXT, LAYERS, type Layer, OUTSIDE_THE_PRODUCT } from './layers';
import { type FoundImport, readImports, toPackage } from './read-imports';

export type Packages = { dependencies: Set<string>; devDependencies: Set<string> };
export type Problem = { file: string; what: string; why: string };

const MAX_LINES = 300;
const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|types|misc)\.[a-z]+$/;
const BARRELS = /^server\/(engine\/nodes|dialects\/[^/]+)\/index\.ts$/;
// Next's names for routes ((group), [param], [[...rest]], _private) and the names that tools insist on.
const NAME =
  /^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*|_[a-z-]+|\([a-z-]+\)|\[{1,2}(?:\.{3})?[a-z]+\]{1,2}|README\.md)$/i;
const LOWER_CASE = /^(?:[^A-Z]+|\[.*\]|README\.md)$/;

/** Checks one source file against the layer table and the house's rules for files. */
export function checkFile(file: string, source: string, packages: Packages): Problem[] {
  const problem = (what: string, why: string): Problem => ({ file, what, why });
  const layer = LAYERS.find(({ files }) => files.test(file));
  return [
    ...checkName(file).map((what) => problem(what, 'one glance at a path must say what is there')),
    ...checkText(file, source).map(({ what, why }) => problem(what, why)),
    ...readImports(file, source).flatMap((found) => checkImport(file, found, layer, packages, problem)),
    ...(layer
      ? []
      : [
          problem(
            'belongs to no layer',
            'every file has its place in server/tools/check/structure/layers.ts',
          ),
        ]),
  ];
}

type Report = (what: string, why: string) => Problem;

function checkImport(
  file: string,
  found: FoundImport,
  layer: Layer | undefined,
  packages: Packages,
  report: Report,
): Problem[] {
  if (!layer) return [];
  const problem = (reason: string) => report(`imports ${found.specifier}: ${reason}`, layer.why);
  if (found.target === null) return checkPackage(found, layer, packages).map(problem);
  if (mayImport(layer, file, found.target, found.typeOnly)) return [];
  if (OUTSIDE_THE_PRODUCT.test(found.target))
    return [problem('the product may not depend on tests and tools')];
  const allowed = [...layer.may, ...(layer.mayTypes ?? []).map((path) => `types of ${path}`)].join(', ');
  return [problem(`${layer.name} may import ${allowed || 'nothing of ours'}`)];
}

function mayImport(layer: Layer, file: string, target: string, typeOnly: boolean): boolean {
  const own = layer.files.exec(file)?.[1] ?? '';
  const starts = (path: string) => target.startsWith(path.replace('{own}', own));
  if (layer.may.includes('')) return true;
  if (OUTSIDE_THE_PRODUCT.test(target)) return false;
  if (layer.may.some(starts) || (typeOnly && layer.mayTypes?.some(starts))) return true;
  return file.startsWith('app/') ? isNear(file, target) : isSameLayer(layer, target) && own === '';
}

// Within app/, a route may use its own parts and those of the folders above it, never those of a neighbour.
function isNear(file: string, target: string): boolean {
  const owner = target.split(/\/_[^/]+(?:\/|$)/)[0] ?? target;
  const folder = owner === target ? target.slice(0, target.lastIndexOf('/')) : owner;
  return file.startsWith(`${folder}/`);
}

function isSameLayer(layer: Layer, target: string): boolean {
  return layer.files.test(`${target}.ts`) || layer.files.test(`${target}/index.ts`);
}

function checkPackage({ specifier, typeOnly }: FoundImport, layer: Layer, packages: Packages): string[] {
  const name = toPackage(specifier);
  const isTool = layer.may.includes('');
  if (layer.packages && !layer.packages.test(specifier)) return [`${layer.name} may not use ${name}`];
  if (isBuiltin(specifier)) return [];
  if (packages.dependencies.has(name) || (isTool && packages.devDependencies.has(name))) return [];
  if (typeOnly && packages.dependencies.has(`@types/${name}`)) return [];
  if (packages.devDependencies.has(name)) return [`${name} is for development only`];
  return [`${name} is not in package.json`];
}

function checkName(file: string): string[] {
  const words = file.split('/');
  const odd = words.find((word) => !NAME.test(word) || !LOWER_CASE.test(word));
  if (odd) return [`the name ${odd} is not in kebab-case`];
  if (FORBIDDEN_NAMES.test(file)) return ['its name says nothing about what it holds'];
  if (/(^|\/)index\.tsx?$/.test(file) && !BARRELS.test(file)) return ['is a barrel'];
  return [];
}

function checkText(file: string, source: string): { what: string; why: string }[] {
  const lines = source.trimEnd().split('\n').length;
  const isData = /(^|\/)fixtures\//.test(file);
  const tooLong = lines > MAX_LINES && !isData;
  const long = { what: `has ${lines} lines`, why: `a file has one job and at most ${MAX_LINES} lines` };
  const forbidden = FORBIDDEN_TEXT.filter(({ files }) => files.test(file)).flatMap(
    ({ text, within, why }) => {
      const found = text.exec(within === 'code' ? toCode(source) : source);
      return found ? [{ what: `contains ${found[0]}`, why }] : [];
    },
  );
  return tooLong ? [long, ...forbidden] : forbidden;
}

// Good enough for telling code from remarks and texts; what it misjudges is said by the compiler.
function toCode(source: string): string {
  return source
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
