import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DemoFacts, demoFacts } from '@/prisma/seed/demo-facts';
import { listDemoRequests } from '@/prisma/seed/demo-requests';

const FILE = 'demo.json';

/** Prints one line of progress, with the seconds since the start. */
export function reportProgress(line: string): void {
  const seconds = (performance.now() / 1000).toFixed(1);
  process.stdout.write(`[${seconds.padStart(5)} s] ${line}\n`);
}

/** Reads the demo facts of an earlier start; null when there are none. Keys cannot be read back from the database. */
export function readDemoFacts(dataDir: string): DemoFacts | null {
  try {
    return demoFacts.parse(JSON.parse(readFileSync(path.join(dataDir, FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Writes demo.json atomically, readable only by its owner. */
export function writeDemoFacts(dataDir: string, baseUrl: string, facts: DemoFacts): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify({ baseUrl, ...facts }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}

const TOKEN_FILE = 'setup-token';

/** Writes the set-up token, readable only by its owner, and prints the link that uses it. */
export function announceSetUp(dataDir: string, baseUrl: string, token: string): void {
  const file = path.join(dataDir, TOKEN_FILE);
  writeFileSync(`${file}.new`, `${token}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
  process.stdout.write(
    `\n  Nobody has signed up yet. Create the first owner at\n  ${baseUrl}/sign-up?token=${token}\n  (the token is in ${file})\n\n`,
  );
}

/** Deletes the set-up token after it was used. */
export function discardSetUp(dataDir: string): void {
  rmSync(path.join(dataDir, TOKEN_FILE), { force: true });
}

/** Prints the demo's accounts, and one request to paste for each API. */
export function announceDemo(dataDir: string, baseUrl: string, facts: DemoFacts): void {
  const lines = [
    `  Console   ${baseUrl}   ${facts.console.email} / ${facts.console.password}`,
    `  API key   ${facts.apiKey}`,
    `  Flows     ${Object.keys(facts.flows).join(', ')}   (also in ${path.join(dataDir, FILE)})`,
  ];
  const requests = listDemoRequests(baseUrl, facts).flatMap(({ title, curl }) => [
    '',
    `  ${title}:`,
    '',
    curl,
  ]);
  process.stdout.write(`\n${[...lines, ...requests].join('\n')}\n\n`);
}
