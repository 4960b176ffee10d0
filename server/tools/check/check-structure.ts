import { readdirSync, readFileSync } from 'node:fs';
import { checkFile, type Problem } from './structure/check-file';

const TOP_LEVEL =
  /^(package(-lock)?\.json|tsconfig\.json|next\.config\.mjs|next-env\.d\.ts|app|server|prisma|e2e|public|deploy|node_modules|test-results|(README|CONTRIBUTING|CHANGELOG|SECURITY|CODE_OF_CONDUCT)\.md|LICENSE|\..*|.*\.tsbuildinfo)$/;
const FOLDERS = ['app', 'server', 'prisma', 'e2e'];
const SOURCE = /\.(ts|tsx|mjs)$/;
const LEFT_OUT = /^(server\/db\/generated|e2e\/\.results|prisma\/migrations)$/;

function checkCheckout(): { problems: Problem[]; files: number } {
  const files = FOLDERS.flatMap(listFiles).filter((file) => SOURCE.test(file));
  const inFiles = files.flatMap((file) => checkFile(file, readFileSync(file, 'utf8')));
  return { problems: [...checkTopLevel(), ...inFiles], files: files.length };
}

function checkTopLevel(): Problem[] {
  const odd = readdirSync('.').filter((name) => !TOP_LEVEL.test(name));
  return odd.map((file) => ({
    file,
    what: 'stands at the top level',
    why: 'the top level is fixed: TOP_LEVEL in server/tools/check/check-structure.ts lists it',
  }));
}

function listFiles(folder: string): string[] {
  if (LEFT_OUT.test(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

const { problems, files } = checkCheckout();
for (const { file, what, why } of problems) console.error(`${file}: ${what} (${why})`);
console.log(
  problems.length === 0
    ? `Structure: ${files} files keep to the rules.`
    : `Structure: ${problems.length} problems.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
