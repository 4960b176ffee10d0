import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const demoFacts = z.looseObject({
  orgId: z.string(),
  apiKey: z.string(),
  flows: z.record(z.string(), z.string()),
  console: z.object({ email: z.string(), password: z.string() }),
});

/** What was made for the demo: all that a caller needs to begin. */
export type DemoFacts = z.infer<typeof demoFacts>;

const FILE = 'demo.json';

/** Prints one line of progress with the seconds since the start. */
export function reportProgress(line: string): void {
  const seconds = (performance.now() / 1000).toFixed(1);
  process.stdout.write(`[${seconds.padStart(5)} s] ${line}\n`);
}

/** Reads what an earlier start made; null when there was none. Keys cannot be read back from the database. */
export function readDemoFacts(dataDir: string): DemoFacts | null {
  try {
    return demoFacts.parse(JSON.parse(readFileSync(path.join(dataDir, FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Writes demo.json, readable by its owner alone, whole or not at all. */
export function writeDemoFacts(dataDir: string, baseUrl: string, facts: DemoFacts): void {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify({ baseUrl, ...facts }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}

/** Prints what the demo offers and a request to paste. */
export function announceDemo(dataDir: string, baseUrl: string, facts: DemoFacts): void {
  const [slug, flowId] = Object.entries(facts.flows)[0] ?? [];
  const start = `${baseUrl}/cgw/process/v1/orgs/${facts.orgId}/flows/${flowId}/sessions`;
  const lines = [
    `  Console   ${baseUrl}   ${facts.console.email} / ${facts.console.password}`,
    `  API key   ${facts.apiKey}`,
    `  Flows     ${Object.keys(facts.flows).join(', ')}   (all of this is in ${path.join(dataDir, FILE)})`,
  ];
  const request = [
    `  Start a conversation with "${slug}":`,
    '',
    `curl -s -X POST '${start}' \\`,
    `  -H 'Authorization: Bearer ${facts.apiKey}' -H 'Content-Type: application/json' -d '{}'`,
  ];
  const all = flowId ? [...lines, '', ...request] : lines;
  process.stdout.write(`\n${all.join('\n')}\n\n`);
}
