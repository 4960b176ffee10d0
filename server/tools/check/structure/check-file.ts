import { type Breach, checkImports } from './check-imports';
import { TEXT_RULES } from './text-rules';

export type Problem = Breach & { file: string };

const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|types|misc)\.[a-z]+$/;
const BARRELS = /^server\/(engine\/nodes|dialects\/[^/]+)\/index\.ts$/;
// Folders, also as Next names those of routes: (group), [param], [[...rest]], _private. Biome checks the names of files.
const FOLDER = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|_[a-z-]+|\([a-z-]+\)|\[{1,2}(?:\.{3})?[a-zA-Z]+\]{1,2})$/;

/** Checks one source file against the layer table, and the rules for names and texts that Biome has not. */
export function checkFile(file: string, source: string): Problem[] {
  const breaches = [...checkName(file), ...checkText(file, source), ...checkImports(file, source)];
  return breaches.map((breach) => ({ file, ...breach }));
}

function checkName(file: string): Breach[] {
  const breach = (what: string) => [{ what, why: 'one glance at a path must say what is there' }];
  const odd = file
    .split('/')
    .slice(0, -1)
    .find((folder) => !FOLDER.test(folder));
  if (odd) return breach(`the name ${odd} is not in kebab-case`);
  if (FORBIDDEN_NAMES.test(file)) return breach('its name says nothing about what it holds');
  if (/(^|\/)index\.tsx?$/.test(file) && !BARRELS.test(file)) return breach('is a barrel');
  return [];
}

function checkText(file: string, source: string): Breach[] {
  return TEXT_RULES.filter(({ files }) => files.test(file)).flatMap(({ text, within, why }) => {
    const found = text.exec(within === 'code' ? toCode(source) : source);
    return found ? [{ what: `contains ${found[0]}`, why }] : [];
  });
}

// Tells code from comments and texts well enough; the compiler reports what this misjudges.
function toCode(source: string): string {
  return source
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
