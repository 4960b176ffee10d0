import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashFiles } from './hash-files.mjs';
import { isInstalled } from './is-installed.mjs';
import { REPLAY_THREAD, root, toLocalBin } from './paths.mjs';
import { report } from './progress.mjs';

const SERVER = path.join(root, '.build/server.mjs');
const SCHEMA = ['prisma/schema', 'package-lock.json'];
const SOURCES = [
  'app',
  'server',
  'prisma',
  'public',
  'next.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

/**
 * Prepares a checkout to run: packages, the Prisma client and, if requested, the build. Up-to-date steps are skipped, in a packed
 * product all of them. Returns the URL of the server module.
 */
export async function makeReady({ build }) {
  process.chdir(root);
  if (isPacked()) return { server: pathToFileURL(SERVER).href };
  if (!isInstalled(root)) await install();
  await unlessDone('client', hashFiles(root, SCHEMA), ['server/db/generated/client.ts'], async () => {
    report('generating the database client');
    const { generateClient } = await import('../generate.mjs');
    generateClient();
  });
  if (build)
    await unlessDone(
      'build',
      hashFiles(root, SOURCES),
      ['.build/server.mjs', '.build/replay-thread.mjs', '.next/BUILD_ID'],
      buildAll,
    );
  return { server: pathToFileURL(SERVER).href };
}

/** Whether this is no checkout but a packed product (`server/tools/pack.mjs`), which is complete as it is. */
function isPacked() {
  return !existsSync(path.join(root, 'package-lock.json'));
}

/** Rebuilds the server and the console. */
export async function buildAnew() {
  rmSync(path.join(root, '.build/build.stamp'), { force: true });
  await makeReady({ build: true });
}

async function buildAll() {
  report('building the server');
  const { bundle } = await import('./bundle.mjs');
  await bundle(path.join(root, 'server/main.ts'), SERVER);
  // With its packages, because a thread starts for each replay.
  await bundle(path.join(root, REPLAY_THREAD), path.join(root, '.build/replay-thread.mjs'), {
    packages: 'bundle',
  });
  report('building the console (about half a minute)');
  rmSync(path.join(root, '.next/BUILD_ID'), { force: true });
  await run(process.execPath, [toLocalBin('next'), 'build'], 'The console could not be built');
}

async function install() {
  report('installing packages (npm ci; a minute or two at the first time)');
  const npm = process.env.npm_execpath;
  const [command, args] = npm
    ? [process.execPath, [npm]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  await run(command, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund'], 'npm ci failed');
}

async function run(command, args, complaint) {
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const dismiss = endWith(child);
  const code = await new Promise((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  ).catch((error) => error.message);
  dismiss();
  if (code === 0) return;
  const reason = typeof code === 'string' ? code : Buffer.concat(output).toString();
  throw new Error(`${complaint}:\n${reason.trim()}`);
}

/** Passes signals to a program, and exits with it; returns a function that ends this. */
function endWith(child) {
  const handlers = Object.entries({ SIGINT: 130, SIGTERM: 143 }).map(([signal, code]) => {
    const handle = () => {
      child.once('close', () => process.exit(code));
      child.kill(signal);
    };
    process.once(signal, handle);
    return () => process.off(signal, handle);
  });
  return () => {
    for (const off of handlers) off();
  };
}

async function unlessDone(name, hash, products, work) {
  const stamp = path.join(root, '.build', `${name}.stamp`);
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (done && products.every((product) => existsSync(path.join(root, product)))) return;
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}
