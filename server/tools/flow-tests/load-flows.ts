import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '@/server/shared/json';

/** A flow of a file, with its tests in the file or beside it. */
export type LoadedFlow = { file: string; slug: string; definition: Json; tests: Json[] };

const FLOW_FILE = /\.(?:flow|bundle)\.json$/;
const TESTS_ENDING = '.tests.json';

/**
 * Loads the flows of files, and of the files `*.flow.json` and `*.bundle.json` in folders. The tests of `name.flow.json` are also
 * those of `name.tests.json` beside it. Throws an Error that names a file that cannot be read.
 */
export function loadFlows(paths: readonly string[]): LoadedFlow[] {
  return [...new Set(paths.flatMap(listFiles))].flatMap(loadFile);
}

function listFiles(given: string): string[] {
  if (!existsSync(given)) throw new Error(`There is no file ${given}.`);
  if (!statSync(given).isDirectory()) return [path.normalize(given)];
  const entries = readdirSync(given, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const inside = path.join(given, entry.name);
    if (entry.isDirectory()) return listFiles(inside);
    return FLOW_FILE.test(entry.name) ? [inside] : [];
  });
}

function loadFile(file: string): LoadedFlow[] {
  const content = readJson(file);
  if (content.format === 'parley.bundle' && Array.isArray(content.flows))
    return content.flows.filter(isJsonObject).map((flow) => toFlow(file, flow, []));
  const beside = file.replace(/(?:\.flow)?\.json$/, TESTS_ENDING);
  const tests = beside !== file && existsSync(beside) ? listOf(readJson(beside).tests, beside) : [];
  if (content.format === 'parley.flow') return [toFlow(file, content, tests)];
  // A definition alone, whose file names it.
  return [{ file, slug: path.basename(file).replace(/\..*$/, ''), definition: content, tests }];
}

function toFlow(file: string, { slug, definition, tests }: JsonObject, others: Json[]): LoadedFlow {
  const own = tests === undefined ? [] : listOf(tests, file);
  return { file, slug: String(slug), definition: definition ?? null, tests: [...own, ...others] };
}

function listOf(tests: Json | undefined, file: string): Json[] {
  if (Array.isArray(tests)) return tests;
  throw new Error(`${file}: tests must be a list.`);
}

function readJson(file: string): JsonObject {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isJsonObject(content)) return content;
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
  throw new Error(`${file}: must be a JSON object.`);
}
