import { makeFlow } from '@/e2e/api/support/flows';
import { REPEAT_FLOW } from '@/e2e/api/support/repeat-flow';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { openWatchedApp, type WatchedApp } from '../../support/open-watched-app';
import { toPercentiles } from '../../support/percentiles';
import { openRawConnection } from '../../support/raw-connection';

const ANSWER_LIMIT_MS = 10_000;
const SETTINGS = 'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n';

/** Upgrade headers as sent by curl --http2, Java's client and others. */
const ASKING: Readonly<Record<string, string>> = {
  h2c: `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n${SETTINGS}`,
  websocket:
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
  'any case': 'cOnNeCtIoN: uPgRaDe\r\nUPGRADE: H2C\r\n',
  several: 'Connection: keep-alive, Upgrade\r\nUpgrade: websocket, h2c, TLS/1.0, foo/9\r\n',
  'two headers': 'Connection: Upgrade\r\nUpgrade: h2c\r\nUpgrade: websocket\r\n',
  'no option': 'Upgrade: h2c\r\n',
};

type Asked = { name: string; start: string; headers: string; body: string };

/** The size is the number of rounds over all paths and headers. */
export const UPGRADES: Suite = {
  name: 'upgrades',
  promise:
    'A request that asks for another protocol is answered over HTTP/1.1 as if it had not, on every path.',
  sizes: { short: 1, long: 10 },
  minimumOf: (size) => size * 11 * Object.keys(ASKING).length,
  run,
};

async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const app = await openWatchedApp(postgres, { PARLEY_ROLES: 'api,console' });
  try {
    const ms: number[] = [];
    const failures: string[] = [];
    const asked = await listAsked(app);
    for (const one of asked) {
      // Next starts listening at the first request.
      const plain = await statusesOf(app.baseUrl, one, '', ms);
      for (const [way, headers] of Array.from({ length: size }, () => Object.entries(ASKING)).flat()) {
        const got = await statusesOf(app.baseUrl, one, headers, ms);
        if (got !== plain || plain === '')
          failures.push(`${one.name} with ${way}: ${got}, without: ${plain}`);
      }
    }
    const tried = asked.length * size * Object.keys(ASKING).length;
    return {
      counts: { paths: asked.length, 'requests that asked for another protocol': tried },
      percentiles: { 'answers (ms)': toPercentiles(ms) },
      successes: tried - failures.length,
      failures,
    };
  } finally {
    await app.close();
  }
}

async function listAsked({ addTarget, free }: WatchedApp): Promise<Asked[]> {
  const target = await addTarget();
  const flow = await makeFlow({ ...target, baseUrl: free.baseUrl }, REPEAT_FLOW);
  const key = `Authorization: Bearer ${target.apiKey}\r\n`;
  const get = (path: string, headers = ''): Asked => {
    return { name: `GET ${path}`, start: `GET ${path} HTTP/1.1`, headers, body: '' };
  };
  const post = (path: string, headers: string, body: string): Asked => {
    const typed = `${headers}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
    return { name: `POST ${path}`, start: `POST ${path} HTTP/1.1`, headers: typed, body };
  };
  return [
    get('/sign-in'),
    get('/'),
    get('/api/auth/providers'),
    get('/api/trpc/organization.get'),
    get('/_next/nothing'),
    get('/api/health'),
    get('/api/ready'),
    get('/cgw/process/v1/openapi.json'),
    get(`/api/v1/orgs/${target.orgId}/flows`, key),
    post(`/cgw/process/v1/orgs/${target.orgId}/flows/${flow.id}/sessions`, key, '{"variables":{}}'),
    post('/api/public/v1/chat/sessions', '', '{"publicKey":"none"}'),
  ];
}

/** Sends the request, then a health request on the same connection; returns both statuses. */
async function statusesOf(baseUrl: string, asked: Asked, more: string, ms: number[]): Promise<string> {
  const { host } = new URL(baseUrl);
  const raw = await openRawConnection(baseUrl);
  const begunAt = performance.now();
  const head = `Host: ${host}\r\n`;
  raw.write(`${asked.start}\r\n${head}${asked.headers}${more}\r\n${asked.body}`);
  await raw.waitFor(/^HTTP\/1\.1 \d{3}[\s\S]*\r\n\r\n/, ANSWER_LIMIT_MS);
  ms.push(performance.now() - begunAt);
  const first = statusOf(raw.output());
  raw.write(`GET /api/health HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
  await raw.waitFor(/\{"status":"ok"\}/, ANSWER_LIMIT_MS);
  const then = raw.output().includes('{"status":"ok"}') ? '200' : 'nothing';
  raw.destroy();
  return `${first} then ${then}`;
}

function statusOf(response: string): string {
  return /^HTTP\/1\.1 (\d{3})/.exec(response)?.[1] ?? 'nothing';
}
