import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Tells whether node_modules holds what package-lock.json asks for: npm writes what it installed into a lock file of its
 * own there. Packages for other systems are left out of it, so an absent optional one does not count.
 */
export function isInstalled(root) {
  const hidden = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = readPackages(hidden);
  const wanted = Object.entries(readPackages(path.join(root, 'package-lock.json')));
  return wanted.every(([name, entry]) => {
    if (name === '') return true;
    const found = installed[name];
    if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return found.version === entry.version && existsSync(path.join(root, name, 'package.json'));
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
