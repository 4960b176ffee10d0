import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { flowTestFile } from '@/server/engine/flow-test/test-document';
import type { FuzzedFlow } from './fuzz-suites';

/** Adds the tests of findings to the files of tests in a folder; those whose names are there already are left out. */
export function keepFindings(folder: string, fuzzed: readonly FuzzedFlow[]): string[] {
  mkdirSync(folder, { recursive: true });
  return fuzzed.flatMap(({ slug, fuzz }) => {
    const found = fuzz?.findings.map(({ test }) => test) ?? [];
    if (found.length === 0) return [];
    const file = path.join(folder, `${slug}.tests.json`);
    const kept = existsSync(file) ? flowTestFile.parse(JSON.parse(readFileSync(file, 'utf8'))).tests : [];
    const names = new Set(kept.map(({ name }) => name));
    const tests = [...kept, ...found.filter(({ name }) => !names.has(name))];
    writeFileSync(file, `${JSON.stringify({ format: 'parley.tests', tests }, null, 2)}\n`);
    return [file];
  });
}
