import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Diagnostic = { category: string; location: { path: { file: string } | string } };

const LONG = Array.from({ length: 301 }, (_, line) => `export const x${line} = 1;\n`).join('');
/** A file, and the rule that it breaks. */
const BREACHES: Record<string, [source: string, rule: string]> = {
  'server/a/long.ts': [LONG, 'style/noExcessiveLinesPerFile'],
  'server/a/wrongName.ts': ['export const x = 1;\n', 'style/useFilenamingConvention'],
  'app/_ui/Button.tsx': ['export const x = 1;\n', 'style/useFilenamingConvention'],
  'server/a/cycle.ts': [
    "import type { B } from './ring';\nexport type A = B[];\n",
    'suspicious/noImportCycles',
  ],
  'server/a/ring.ts': [
    "import type { A } from './cycle';\nexport type B = A[];\n",
    'suspicious/noImportCycles',
  ],
  'server/a/reexports.ts': ["export * from './good';\n", 'performance/noBarrelFile'],
  'server/a/absent.ts': [
    "import x from 'left-pad';\nexport const y = x;\n",
    'correctness/noUndeclaredDependencies',
  ],
  'server/a/develops.ts': [
    "import x from 'vitest';\nexport const y = x;\n",
    'correctness/noUndeclaredDependencies',
  ],
  'server/a/focused.test.ts': [
    ['it.on', "ly('x', () => undefined);\n"].join(''),
    'suspicious/noFocusedTests',
  ],
  'server/a/skipped.test.ts': [
    ['it.sk', "ip('x', () => undefined);\n"].join(''),
    'suspicious/noSkippedTests',
  ],
  'server/a/ignored.ts': [['// @ts', 'ignore\nexport const x = 1;\n'].join('-'), 'suspicious/noTsIgnore'],
};
const ACCEPTED: Record<string, string> = {
  'server/a/good.ts':
    "import { z } from 'zod';\nimport path from 'node:path';\nexport const x = [z, path];\n",
  'server/a/good.test.ts': "import { it } from 'vitest';\nit('x', () => undefined);\n",
  'server/a/fixtures/recorded.ts': LONG,
  'server/dialects/chat/index.ts': "export { x } from './app';\n",
  'server/dialects/chat/app.ts': 'export const x = 1;\n',
  'app/(console)/flows/[flowId]/page.tsx': 'export const x = 1;\n',
};

let root: string;
let found: string[];

beforeAll(async () => {
  // Inside the checkout, so that Biome is found, but ignored by git.
  await mkdir('.build', { recursive: true });
  root = await mkdtemp(path.resolve('.build', 'biome-rules-'));
  const config = JSON.parse(await readFile('.biome.json', 'utf8'));
  await put('biome.json', JSON.stringify({ ...config, root: true, vcs: { enabled: false } }));
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  await put('package.json', JSON.stringify({ dependencies, devDependencies }));
  for (const [file, [source]] of Object.entries(BREACHES)) await put(file, source);
  for (const [file, source] of Object.entries(ACCEPTED)) await put(file, source);
  found = lint();
});
afterAll(() => rm(root, { recursive: true }));

describe('the rules of Biome', () => {
  it.each(Object.entries(BREACHES))('refuse %s', (file, [, rule]) => {
    expect(found).toContain(`${file} lint/${rule}`);
  });

  it.each(Object.keys(ACCEPTED))('accept %s', (file) => {
    expect(found.filter((one) => one.startsWith(`${file} `))).toEqual([]);
  });
});

function lint(): string[] {
  const biome = fileURLToPath(new URL('../../../node_modules/@biomejs/biome/bin/biome', import.meta.url));
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
  return diagnostics.map(({ category, location: { path: at } }) => {
    const file = typeof at === 'string' ? at : at.file;
    return `${file.replace(/^\.\//, '')} ${category}`;
  });
}

async function put(name: string, text: string): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
