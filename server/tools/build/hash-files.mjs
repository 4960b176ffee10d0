import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

// Generated files, and files that only tests use, are not part of a build.
const LEFT_OUT = /(^|\/)(generated|node_modules|\.DS_Store)(\/|$)|\.test\.tsx?$|^server\/tools\/(?!.*\.mjs$)/;

/** Hashes the names and contents of files and folders below `root`; missing ones count as empty. */
export function hashFiles(root, names) {
  const hash = createHash('sha256');
  for (const name of names) {
    for (const file of listFiles(root, name))
      hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function listFiles(root, name) {
  if (LEFT_OUT.test(name)) return [];
  const found = statSync(path.join(root, name), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [name];
  const entries = readdirSync(path.join(root, name)).sort();
  return entries.flatMap((entry) => listFiles(root, `${name}/${entry}`));
}
