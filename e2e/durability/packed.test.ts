import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPostgresBinaries } from '@/server/db/embedded/binaries';
import { type RunningApp, startApp } from '../support/start-app';

/*
 * The steps of deploy/Dockerfile after the build, in a bare folder: what is packed runs without a checkout, its packages and
 * npm.
 */

const LIMIT_MS = 240_000;
// With node:22-bookworm-slim (about 220 MB) the image stays below 400 MB.
const MAX_MB = 180;

let folder: string;
let app: RunningApp;
let link: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-packed-'));
  link = removeLink();
  const packed = spawnSync(process.execPath, ['server/tools/pack.mjs', folder], { encoding: 'utf8' });
  expect(packed.stderr + packed.stdout).toContain('packed');
  app = await startApp({ server: path.join(folder, 'server/tools/start.mjs') });
}, LIMIT_MS);

afterAll(async () => {
  await app?.remove();
  rmSync(folder, { recursive: true, force: true });
}, LIMIT_MS);

const run = (program: string, env: Record<string, string>) =>
  spawnSync(process.execPath, program.split(' '), {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
    encoding: 'utf8',
  });

it('serves the console and the APIs', async () => {
  const page = await fetch(`${app.baseUrl}/sign-in`);
  expect(page.status).toBe(200);
  const style = /href="(\/_next\/static\/[^"]+\.css[^"]*)"/.exec(await page.text())?.[1];
  expect((await fetch(`${app.baseUrl}${style}`)).headers.get('content-type')).toContain('text/css');
  expect((await fetch(`${app.baseUrl}/favicon.ico`)).status).toBe(200);
  const { orgId, apiKey, flows } = app.readDemo();
  const path = `/cgw/process/v1/orgs/${orgId}/flows/${flows.echo}/sessions`;
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const started = await fetch(`${app.baseUrl}${path}`, { method: 'POST', headers, body: '{}' });
  expect(started.status).toBe(201);
});

it('has the links of PostgreSQL, which an account that may not write there could not make', () => {
  expect(readlinkSync(path.join(folder, link))).toMatch(/^libecpg\.so\.\d/);
});

it('passes the health check of the image while it runs', () => {
  const port = new URL(app.baseUrl).port;
  expect(run('server/tools/check-health.mjs', { PORT: port })).toMatchObject({ status: 0 });
  expect(run('server/tools/check-health.mjs', { PORT: '1' })).toMatchObject({ status: 1 });
});

it('has the tools of its operators', () => {
  const reset = run('server/tools/run-tool.mjs server/tools/reset-password.ts nobody@example.com', {
    PARLEY_DATA_DIR: app.dataDir,
  });
  expect(reset.stderr + reset.stdout).toContain('No account has the address nobody@example.com');
  const migrate = run('server/tools/run-tool.mjs server/tools/migrate.ts', {});
  expect(migrate).toMatchObject({ status: 1, stderr: expect.stringContaining('Set DATABASE_URL') });
});

it('fits an image of 400 MB', () => {
  expect(sizeOf(folder) / 1e6).toBeLessThan(MAX_MB);
});

/** Removes a link of PostgreSQL that nothing uses, as after `npm ci`; returns its path in the checkout. */
function removeLink(): string {
  const { home } = findPostgresBinaries();
  const [{ target }] = JSON.parse(readFileSync(path.join(home, 'pg-symlinks.json'), 'utf8'));
  const file = path.join(home, '..', target);
  rmSync(file, { force: true });
  return path.relative(process.cwd(), file);
}

function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}
