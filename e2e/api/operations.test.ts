import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { type RunningApp, startApp } from '../support/start-app';

/** Tests health, readiness and metrics of the built app in every role. */

const TOKEN = 'a-token-of-the-tests';

let database: TestDatabase;
let apps: Record<'worker' | 'console', RunningApp>;

beforeAll(async () => {
  database = await openTestDatabase();
  const env = { DATABASE_URL: database.url, LOG_LEVEL: 'warn', PARLEY_DEMO: '0' };
  const [worker, web] = await Promise.all([
    startApp({
      env: {
        ...env,
        PARLEY_ROLES: 'worker',
        PARLEY_METRICS: '1',
        PARLEY_METRICS_TOKEN: TOKEN,
        PARLEY_STOP_DELAY_SECONDS: '3',
      },
    }),
    startApp({ env: { ...env, PARLEY_ROLES: 'console' } }),
  ]);
  apps = { worker, console: web };
}, 120_000);
afterAll(async () => {
  await Promise.all(Object.values(apps ?? {}).map((app) => app.remove()));
  await database?.drop();
});

const read = async (app: RunningApp, path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.baseUrl}${path}`, { headers });
  return { status: response.status, text: await response.text() };
};

const readReady = async (app: RunningApp) => {
  const { status, text } = await read(app, '/api/ready');
  return { code: status, ...JSON.parse(text) };
};

describe('a process without the api role', () => {
  it.each(['worker', 'console'] as const)('reports that it is alive and ready: %s', async (role) => {
    expect(await read(apps[role], '/api/health')).toEqual({ status: 200, text: '{"status":"ok"}' });
    // On a busy machine the database probe can time out, and the process is not ready for a moment.
    await expect
      .poll(() => readReady(apps[role]))
      .toMatchObject({
        code: 200,
        status: 'ready',
        notReady: [],
        checks: { worker: { judged: role === 'worker' } },
      });
  });

  it('serves metrics where enabled, to authorized callers', async () => {
    const bearer = { authorization: `Bearer ${TOKEN}` };
    expect((await read(apps.worker, '/metrics', bearer)).status).toBe(200);
    // The value is not a number when the database probe timed out.
    await expect
      .poll(async () => (await read(apps.worker, '/metrics', bearer)).text)
      .toMatch(/^parley_worker_lag_seconds 0$/m);
    expect((await read(apps.worker, '/metrics')).status).toBe(401);
    expect((await read(apps.console, '/metrics')).status).toBe(404);
  });

  it('serves no API when it is only a worker', async () => {
    for (const path of ['/cgw/openapi.json', '/api/v1/openapi.json', '/rest/v1/openapi.json', '/'])
      expect((await read(apps.worker, path)).status).toBe(404);
  });

  it('is not ready while it stops, and still answers until its delay is over', async () => {
    const stopped = apps.worker.stop();
    await expect
      .poll(() => readReady(apps.worker))
      .toMatchObject({ code: 503, status: 'not_ready', notReady: ['process'] });
    expect((await read(apps.worker, '/api/health')).status).toBe(200);
    expect(await stopped).toBe(0);
  });
});
