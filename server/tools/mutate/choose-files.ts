import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';

export type Shard = { no: number; of: number };

// Another guess of the fuzzer is no fault: its tests pin what it finds, not what it tries.
const NOT_MUTATED = /\.test\.ts$|\/fixtures\/|\/engine\/fuzz\/|\.d\.ts$/;

/** Lists the source files of a folder, without tests, fixtures and the fuzzer. */
export function listSources(root: string, folder: string): string[] {
  return listFiles(root, folder).filter((file) => file.endsWith('.ts') && !NOT_MUTATED.test(file));
}

function listFiles(root: string, folder: string): string[] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return entries.map((entry) => path.posix.join(folder, entry.replaceAll(path.sep, '/'))).sort();
}

/** Returns the files of one shard: a hash of the path deals the files, so that a shard is a fair sample of a folder. */
export function chooseShard(files: readonly string[], { no, of }: Shard): string[] {
  return files.filter((file) => hash(file) % of === no - 1);
}

/** Reads "3/20" as the third of twenty shards; throws for anything else. */
export function parseShard(text: string): Shard {
  const [no = 0, of = 0] = /^\d+\/\d+$/.test(text) ? text.split('/').map(Number) : [];
  if (no < 1 || no > of) throw new Error(`"${text}" is not a shard, such as 3/20`);
  return { no, of };
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}
