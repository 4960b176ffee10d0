import { request } from 'node:http';
import { makeKey } from '@/e2e/api/support/direct-mount';
import type { Target } from '@/e2e/api/support/target';
import { addOrganization } from '@/server/tools/test/platform';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { captureLog } from '../../support/capture-log';
import { openWithClosers } from '../../support/closers';
import { openStressTarget, type StressTarget } from '../../support/open-stress-target';
import { toPercentiles } from '../../support/percentiles';
import { listOddPaths } from './odd-paths';

const NEIGHBORS = 3;
/** A text in every odd path; no log line may contain it. */
const CANARY = 'said-in-a-path';

/** One key requests paths that no table can store, between requests of other organizations. */
export const BATCHED_WRITES: Suite = {
  name: 'batched-writes',
  promise: 'no row of a batch is lost through the row of another caller',
  sizes: { short: 240, long: 4_000 },
  minimumOf: (size) => size * 2,
  run,
};

type Setup = { target: StressTarget; neighbors: Target[]; lines: readonly string[]; close(): Promise<void> };

function openSetup({ postgres }: SuiteOptions): Promise<Setup> {
  return openWithClosers(async ({ opened, close }) => {
    const { log, lines } = captureLog('warn');
    const target = opened(await openStressTarget(postgres, { log }));
    const { platform } = target.testEnv;
    const neighbors: Target[] = [];
    for (let count = 0; count < NEIGHBORS; count += 1) {
      const orgId = await addOrganization(platform.db);
      neighbors.push({ baseUrl: target.baseUrl, orgId, apiKey: await makeKey(platform, orgId) });
    }
    return { target, neighbors, lines, close };
  });
}

async function run(options: SuiteOptions): Promise<SuiteReport> {
  const setup = await openSetup(options);
  try {
    const { target, neighbors, lines } = setup;
    const odd = listOddPaths(options.seed, options.size, CANARY);
    const times: number[] = [];
    let bytes = 0;
    for (const [index, path] of odd.entries()) {
      const neighbor = neighbors[index % NEIGHBORS];
      if (!neighbor) throw new Error('there is no neighbor');
      const asked = [ask(target, path), ask(neighbor, `/sessions/${neighbor.orgId}`)];
      const [oddly, plainly] = await Promise.all(asked);
      bytes += oddly?.bytes ?? 0;
      times.push(plainly?.ms ?? 0);
    }
    const { requests, metrics } = target.testEnv.platform;
    await Promise.all([requests.flush(), metrics.flush()]);
    const kept = await countRows(setup);
    return judge(options.size, kept, {
      bytes,
      percentiles: { 'others’ requests': toPercentiles(times) },
      quoted: lines.filter((line) => line.includes(CANARY)).length,
    });
  } finally {
    await setup.close();
  }
}

/** Sends a path unchanged; fetch would normalize it. */
function ask({ baseUrl, orgId, apiKey }: Target, path: string): Promise<{ bytes: number; ms: number }> {
  const { hostname, port } = new URL(baseUrl);
  const full = `/cgw/process/v1/orgs/${orgId}${path}`;
  const headers = { authorization: `Bearer ${apiKey}` };
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: full, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve({ bytes: full.length, ms: performance.now() - startedAt }));
    });
    sent.once('error', reject).end();
  });
}

type Kept = { odd: number; others: number; countedOdd: number; countedOthers: number };

async function countRows({ target, neighbors }: Setup): Promise<Kept> {
  const { pool } = target.testEnv.platform.db;
  const sum = async (text: string, orgIds: string[]): Promise<number> =>
    Number((await pool.query<{ n: string }>({ text, values: [orgIds] })).rows[0]?.n);
  const rows = 'SELECT count(*) n FROM request_records WHERE org_id = ANY($1::uuid[])';
  const counts = `SELECT coalesce(sum(count), 0) n FROM minute_counts WHERE org_id = ANY($1::uuid[]) AND measure = 'requests'`;
  const [own, others] = [[target.orgId], neighbors.map(({ orgId }) => orgId)];
  return {
    odd: await sum(rows, own),
    others: await sum(rows, others),
    countedOdd: await sum(counts, own),
    countedOthers: await sum(counts, others),
  };
}

type Seen = { bytes: number; percentiles: SuiteReport['percentiles'] & object; quoted: number };

function judge(size: number, kept: Kept, { bytes, percentiles, quoted }: Seen): SuiteReport {
  const failures = Object.entries(kept)
    .filter(([, rows]) => rows !== size)
    .map(([name, rows]) => `${name}: ${rows} of ${size} rows are kept`);
  if (quoted > 0) failures.push(`${quoted} log lines quote a path`);
  const lost = 2 * size - kept.odd - kept.others;
  return {
    counts: { requests: 2 * size, bytesOfOddPaths: bytes, rowsKept: kept.odd + kept.others, rowsLost: lost },
    percentiles,
    successes: kept.odd + kept.others,
    failures,
  };
}
