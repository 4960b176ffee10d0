#!/usr/bin/env node
// `parley test` runs tests of flows, `parley fuzz` plays strange people against them, and `parley replay` runs a recorded session
// again, without a server or a database.
import path from 'node:path';
import { root } from './build/paths.mjs';
import { runProgram } from './build/run-program.mjs';

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
await runProgram(path.join(root, `server/tools/${PROGRAMS[command]}.ts`), rest);
