import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

/**
 * Runs a TypeScript program in this process, as if Node had been started with it and `args`. A packed product has no sources
 * and its programs are bundled.
 */
export async function runProgram(source, args) {
  const outfile = path.join(root, '.build/tools', `${path.basename(source, '.ts')}.mjs`);
  if (existsSync(source)) {
    const { bundle } = await import('./bundle.mjs');
    await bundle(source, outfile);
  }
  process.argv = [process.argv[0] ?? 'node', outfile, ...args];
  await import(pathToFileURL(outfile).href);
}
