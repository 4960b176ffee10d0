// `npm run dev`: the server and the console, both rebuilt when their sources change.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { requireNode } from './build/require-node.mjs';

requireNode();

const { loadEnvFile } = await import('./build/load-env-file.mjs');
loadEnvFile();
const { makeReady } = await import('./build/make-ready.mjs');
await makeReady({ build: false });
const { watch } = await import('./build/bundle.mjs');
const { REPLAY_THREAD, root } = await import('./build/paths.mjs');

const OUTFILE = path.join(root, '.build/dev/server.mjs');
let server;
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await stop();
    process.exit(0);
  });
}

await watch(path.join(root, REPLAY_THREAD), path.join(root, '.build/dev/replay-thread.mjs'), () => undefined);
// Next watches the console itself. A new server needs the port and database of the old one, so it waits for its end.
await watch(path.join(root, 'server/main.ts'), OUTFILE, async () => {
  await stop();
  if (stopping) return;
  const env = { ...process.env, NODE_ENV: 'development', PARLEY_DRAIN_SECONDS: '1' };
  server = spawn(process.execPath, ['--enable-source-maps', OUTFILE], { cwd: root, env, stdio: 'inherit' });
});

function stop() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  const ended = new Promise((resolve) => server.once('exit', resolve));
  if (!server.killed) server.kill('SIGTERM');
  return ended;
}
