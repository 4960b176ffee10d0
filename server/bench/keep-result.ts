import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const FILE = 'server/bench/RESULTS.md';
const HEAD = `# Results

Written by \`npm run bench peers speed flat memory replay -- --keep\`, each part with the machine and the day it was measured on. Only
ratios carry over to other machines.
`;
const GIB = 1024 ** 3;

export type Result = { name: string; how: string; table: string };

/** Writes a result to RESULTS.md, replacing the last one of its name. */
export function keepResult({ name, how, table }: Result): void {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD;
  const [head = '', ...sections] = text.split(/^(?=## )/m);
  const section = `## ${name}\n\n${how}; ${describeMachine()}, ${new Date().toISOString().slice(0, 10)}.\n\n${table}\n\n`;
  const others = sections.filter((each) => !each.startsWith(`## ${name}\n`));
  writeFileSync(FILE, `${head.trimEnd()}\n\n${[...others, section].join('').trimEnd()}\n`);
}

function describeMachine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `${model}, ${cpus().length} cores, ${Math.round(totalmem() / GIB)} GiB, Node ${process.version}`;
}
