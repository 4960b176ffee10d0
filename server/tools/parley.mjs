#!/usr/bin/env node
// `parley test` runs tests of flows, `parley fuzz` plays strange people against them, and `parley replay` runs a recorded session
// again, without a server or a database.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './build/bundle.mjs';

const PROGRAMS = { test: 'test-flows', fuzz: 'fuzz-flows', replay: 'replay-recording' };
const USAGE = `Usage:
  parley test [--tap] [--junit FILE] [--coverage] [FILE or FOLDER …]
  parley fuzz [--people N] [--seed TEXT] [--keep FOLDER] [--tap] [--junit FILE] [--coverage] [FILE or FOLDER …]
  parley replay FILE [--flow FILE]`;

const [command = '', ...rest] = process.argv.slice(2);
if (!Object.hasOwn(PROGRAMS, command)) {
  console.error(USAGE);
  process.exit(2);
}
const program = PROGRAMS[command];
const tools = path.dirname(fileURLToPath(import.meta.url));
const outfile = path.join(tools, `../../.build/tools/${program}.mjs`);
await bundle(path.join(tools, `${program}.ts`), outfile);
process.argv = [process.argv[0] ?? 'node', outfile, ...rest];
await import(pathToFileURL(outfile).href);
