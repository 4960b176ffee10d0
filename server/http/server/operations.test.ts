import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openProbe, type Probe } from '@/server/db/connection/probe';
import { listMigrationNames } from '@/server/db/migrate/migration-files';
import { systemClock } from '@/server/gateways/clock';
import { silentLog } from '@/server/gateways/log';
import { openTelemetry } from '@/server/gateways/telemetry/open-telemetry';
import { createReadiness, PROBE_TIMEOUT_MS, type ReadinessReport } from '@/server/services/health/readiness';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { addOrganization } from '@/server/tools/test/platform';
import { openTestRelay, type TestRelay } from '@/server/tools/test/relay';
import { createNodeListener } from './node-listener';
import { openServer } from './open-server';
import { createOperations, isOperationsTarget, type OperationsParts } from './operations';

let database: TestDatabase;
let relay: TestRelay;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  relay = await openTestRelay(database.url);
});
afterEach(async () => {
  relay.restore();
  for (const close of closers.splice(0).reverse()) await close();
});
afterAll(async () => {
  await relay?.close();
  await database?.drop();
});

type Stand = { isWorker?: boolean; maxLagMs?: number } & Partial<OperationsParts>;

/** A process as its operators see it. */
async function stand({ isWorker = true, maxLagMs = 1_000, ...parts }: Stand = {}) {
  const probe = openProbe(relay.url, { timeoutMs: PROBE_TIMEOUT_MS });
  const leaving = new AbortController();
  const looks = { count: 0 };
  const readiness = createReadiness({
    probe: countLooks(probe, looks),
    clock: systemClock,
    log: silentLog,
    listNeeded: () => listMigrationNames('prisma/migrations'),
    maxLagMs,
    isWorker,
    stopping: leaving.signal,
  });
  const nothing = { exposition: null, metricsToken: null };
  const { fetch: answer, close } = createOperations({ readiness, ...nothing, close: probe.close, ...parts });
  const address = { host: '127.0.0.1', port: 0 };
  const opened = await openServer(createNodeListener(answer), address);
  closers.push(close, () => opened.close(1_000));
  const baseUrl = `http://127.0.0.1:${(opened.server.address() as AddressInfo).port}`;
  const ready = async () => {
    const response = await fetch(`${baseUrl}/api/ready`);
    const report = (await response.json()) as ReadinessReport & { status: string };
    return { ...report, readyStatus: report.status, status: response.status };
  };
  /** The first complete report: on a busy machine a check may be cut short. */
  const found = () =>
    vi.waitFor(
      async () => {
        const report = await ready();
        expect(isReady(report)).toBe(true);
        return report;
      },
      { timeout: 10_000 },
    );
  return { baseUrl, ready, found, leaving, looks };
}

// Missing migrations end the check.
function isReady({ checks: { database, migrations, worker } }: ReadinessReport): boolean {
  return database.ok === true && (migrations.ok === false || worker.ok !== null);
}

function countLooks(probe: Probe, looks: { count: number }): Probe {
  const listApplied = () => {
    looks.count += 1;
    return probe.listApplied();
  };
  return { ...probe, listApplied };
}

describe('/api/health', () => {
  it('answers without the database (operations/health-alone)', async () => {
    relay.cut();
    const { baseUrl, looks } = await stand();
    const response = await fetch(`${baseUrl}/api/health`);
    expect([response.status, await response.json(), looks.count]).toEqual([200, { status: 'ok' }, 0]);
  });
});

describe('/api/ready', () => {
  it('returns every check with its value', async () => {
    const { found } = await stand();
    const needed = await listMigrationNames('prisma/migrations');
    expect(await found()).toMatchObject({
      status: 200,
      readyStatus: 'ready',
      notReady: [],
      checks: {
        process: { ok: true, stopping: false },
        database: { ok: true, answeredInMs: expect.any(Number) },
        migrations: { ok: true, applied: needed.length, missing: [] },
        worker: { ok: true, lagMs: 0, limitMs: 1_000, judged: true },
      },
    });
  });

  it.each(['cut', 'hold'] as const)(
    'is 503 within a second while the database is unavailable: %s (readiness/within-a-second)',
    async (how) => {
      const { ready } = await stand();
      relay[how]();
      const startedAt = performance.now();
      const { status, notReady, checks } = await ready();
      expect(performance.now() - startedAt).toBeLessThan(1_500);
      expect([status, notReady]).toEqual([503, ['database']]);
      expect(checks.migrations).toEqual({ ok: null, applied: null, missing: [] });
      relay.restore();
      await expect.poll(async () => (await ready()).status).toBe(200);
    },
  );

  it('queries the database once for concurrent and close requests (readiness/within-a-second)', async () => {
    const { ready, looks } = await stand();
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 50 }, ready));
    await ready();
    // Once, plus once for every second that a busy machine takes.
    expect(looks.count).toBeLessThanOrEqual(1 + (performance.now() - startedAt) / 1_000);
  });

  it('names the migrations that the database lacks', async () => {
    const last = (await listMigrationNames('prisma/migrations')).at(-1) ?? '';
    const { pool } = database.db;
    await pool.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = $1', [
      last,
    ]);
    const { found } = await stand();
    const { status, notReady, checks } = await found();
    await pool.query('UPDATE _prisma_migrations SET rolled_back_at = NULL WHERE migration_name = $1', [last]);
    expect([status, notReady, checks.migrations.missing]).toEqual([503, ['migrations'], [last]]);
  });

  it('accepts a database of a later build, and refuses one without migrations', async () => {
    const { pool } = database.db;
    await pool.query('ALTER TABLE _prisma_migrations RENAME TO elsewhere');
    const { found } = await stand();
    const bare = await found();
    await pool.query('ALTER TABLE elsewhere RENAME TO _prisma_migrations');
    expect(bare).toMatchObject({ status: 503, notReady: ['migrations'], checks: { database: { ok: true } } });
    await pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '2999_later', now())`,
    );
    expect(await (await stand()).found()).toMatchObject({ status: 200 });
    await pool.query(`DELETE FROM _prisma_migrations WHERE id = 'x'`);
  });

  it('is 503 at once when the process is asked to stop, while health stays 200 (readiness/stopping-at-once)', async () => {
    const { ready, found, leaving, baseUrl } = await stand();
    expect((await found()).status).toBe(200);
    leaving.abort();
    expect((await ready()).status).toBe(503);
    expect((await found()).notReady).toEqual(['process']);
    expect((await fetch(`${baseUrl}/api/health`)).status).toBe(200);
  });

  it('counts overdue work for workers only (readiness/lag-of-workers)', async () => {
    const { pool } = database.db;
    const orgId = await addOrganization(database.db);
    await pool.query(
      `INSERT INTO domain_events (org_id, id, name, payload, created_at)
       VALUES ($1, gen_random_uuid(), 'late', '{}', now() - interval '5 s')`,
      [orgId],
    );
    const worker = await (await stand()).found();
    const other = await (await stand({ isWorker: false })).found();
    const patient = await (await stand({ maxLagMs: 60_000 })).found();
    await pool.query(`UPDATE domain_events SET lease_until = now() + interval '30 s'`);
    const taken = await (await stand()).found();
    await pool.query('DELETE FROM domain_events');
    expect(worker).toMatchObject({ status: 503, notReady: ['worker'] });
    expect(worker.checks.worker.lagMs).toBeGreaterThanOrEqual(5_000);
    expect(other).toMatchObject({ status: 200, checks: { worker: { judged: false } } });
    expect(other.checks.worker.lagMs).toBeGreaterThanOrEqual(5_000);
    expect(patient.status).toBe(200);
    expect(taken).toMatchObject({ status: 200, checks: { worker: { lagMs: 0 } } });
  });
});

describe('/metrics', () => {
  const counting = async (metricsToken: string | null) => {
    const { exposition } = await openTelemetry({ metrics: true, traces: null }, silentLog);
    return stand({ exposition, metricsToken });
  };
  const read = async (baseUrl: string, headers: Record<string, string> = {}) =>
    (await fetch(`${baseUrl}/metrics`, { headers })).status;

  it('does not exist while metrics are off (operations/metrics-kept)', async () => {
    expect(await read((await stand()).baseUrl)).toBe(404);
  });

  it('is open only to this machine without a token (operations/metrics-kept)', async () => {
    const { baseUrl } = await counting(null);
    const response = await fetch(`${baseUrl}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await response.text()).toContain('process_resident_memory_bytes');
    for (const name of ['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP'])
      expect(await read(baseUrl, { [name]: '127.0.0.1' })).toBe(403);
  });

  it('is closed to clients from elsewhere, or from unknown addresses (operations/metrics-kept)', async () => {
    const { exposition } = await openTelemetry({ metrics: true, traces: null }, silentLog);
    const readiness = { check: () => Promise.reject(new Error('not asked')) };
    const close = async () => undefined;
    const operations = createOperations({ readiness, exposition, metricsToken: null, close });
    const from = async (address?: string) =>
      (await operations.fetch(new Request('http://x/metrics'), address === undefined ? {} : { address }))
        .status;
    expect(
      await Promise.all(['10.0.0.9', '::ffff:10.0.0.9', '127.0.0.1.evil', '', undefined].map(from)),
    ).toEqual(Array(5).fill(403));
    expect(await Promise.all(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(from))).toEqual(Array(3).fill(200));
  });

  it('is open only to callers with the token (operations/metrics-kept)', async () => {
    const { baseUrl } = await counting('a token of the tests');
    expect(await read(baseUrl)).toBe(401);
    expect(await read(baseUrl, { authorization: 'Bearer another' })).toBe(401);
    const known = (await counting('a-token-of-the-tests')).baseUrl;
    const bearer = { authorization: 'Bearer a-token-of-the-tests' };
    expect(await read(known, bearer)).toBe(200);
    expect(await read(known, { ...bearer, 'x-forwarded-for': '10.0.0.9' })).toBe(200);
  });
});

describe('all operations endpoints', () => {
  it('accept only GET and HEAD', async () => {
    const { baseUrl, found } = await stand();
    const post = await fetch(`${baseUrl}/api/health`, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    await found();
    const head = await fetch(`${baseUrl}/api/ready`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('are recognized by their targets', () => {
    const known = ['/api/health', '/api/ready?verbose', '/metrics'].map(isOperationsTarget);
    const unknown = ['/api/healthy', '/metrics/', '/', '', 'constructor'].map(isOperationsTarget);
    expect([known, unknown]).toEqual([Array(3).fill(true), Array(5).fill(false)]);
  });
});
