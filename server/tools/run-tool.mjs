// Runs one of our TypeScript programs: `node server/tools/run-tool.mjs <file.ts> [arguments]`.
import { runProgram } from './build/run-program.mjs';

const [source = '', ...rest] = process.argv.slice(2);
await runProgram(source, rest);
