#!/usr/bin/env node
// `parley test`: runs tests of flows without a server or a database.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './build/bundle.mjs';

const [command, ...rest] = process.argv.slice(2);
if (command !== 'test') {
  console.error('Usage: parley test [--tap] [--junit FILE] [--coverage] [FILE or FOLDER …]');
  process.exit(2);
}
const tools = path.dirname(fileURLToPath(import.meta.url));
const outfile = path.join(tools, '../../.build/tools/test-flows.mjs');
await bundle(path.join(tools, 'test-flows.ts'), outfile);
process.argv = [process.argv[0] ?? 'node', outfile, ...rest];
await import(pathToFileURL(outfile).href);
