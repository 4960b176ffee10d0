// Runs one of our TypeScript programs: `node server/tools/run-tool.mjs <file.ts> [arguments]`.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './build/bundle.mjs';

const [source = '', ...rest] = process.argv.slice(2);
const outfile = path.resolve('.build/tools', `${path.basename(source, '.ts')}.mjs`);
await bundle(source, outfile);
process.argv = [process.argv[0] ?? 'node', outfile, ...rest];
await import(pathToFileURL(outfile).href);
