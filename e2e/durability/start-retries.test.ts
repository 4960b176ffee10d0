import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '@/server/tools/test/database';
import { type RunningApp, startApp } from '../support/start-app';

/*
 * A start over a connection to PostgreSQL that breaks at each step (start/retries-what-passes), and one over a
 * connection that stays broken (start/one-sentence).
 */

type Treatment = 'pass' | 'refuse' | 'drop' | 'hold';
type Line = { url: string; seen(): number; close(): Promise<void> };

let database: TestDatabase;
const opened: { close(): Promise<unknown> }[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  for (const { close } of opened.splice(0).reverse()) await close();
});
afterAll(() => database?.drop());

const QUERY = 'Q'.charCodeAt(0);
const PARSE = 'P'.charCodeAt(0);

/** Opens a relay that treats the nth connection as `treat` says; `drop` and `hold` take effect at its first statement. */
async function openLine(treat: (no: number) => Treatment): Promise<Line> {
  const url = new URL(database.url);
  const sockets = new Set<Socket>();
  let seen = 0;
  const server = createServer((near) => {
    seen += 1;
    const treatment = treat(seen);
    if (treatment === 'refuse') return near.destroy();
    const far = connect(Number(url.port), url.hostname);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined));
    near.on('data', (chunk) => {
      const isStatement = chunk[0] === QUERY || chunk[0] === PARSE;
      if (isStatement && treatment === 'drop') near.destroy();
      else if (!(isStatement && treatment === 'hold')) far.write(chunk);
    });
    far.on('data', (chunk) => near.write(chunk));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shown = new URL(url);
  shown.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const line = { url: shown.href, seen: () => seen, close };
  opened.push(line);
  return line;
}

const start = async (line: Line, waitSeconds: number): Promise<RunningApp> => {
  const env = { DATABASE_URL: line.url, PARLEY_ROLES: 'api', PARLEY_START_WAIT_SECONDS: String(waitSeconds) };
  const app = await startApp({ env });
  opened.push({ close: app.remove });
  return app;
};

it('succeeds although each of its steps met a refused and a broken connection', async () => {
  // Connect, check migrations, check secrets, seed the demo: each step takes a new connection after a broken one.
  const line = await openLine((no) => (no > 12 || no % 3 === 0 ? 'pass' : no % 3 === 1 ? 'refuse' : 'drop'));
  const app = await start(line, 60);
  expect(line.seen()).toBeGreaterThanOrEqual(12);
  expect(app.output()).toContain('cannot be used: it ended the connection; trying again for up to 60 s');
  expect(app.readDemo().apiKey).toMatch(/^parley_/);
}, 90_000);

// The number of connections that pass first: the first belongs to the step itself, the second checks the migrations,
// and the third belongs to the pool, which checks the secrets.
it.each([
  ['refuse', 0, 'it ended the connection'],
  ['refuse', 1, 'it ended the connection'],
  ['drop', 2, 'it ended the connection'],
  ['hold', 2, 'it does not answer'],
] as const)(
  'fails with one sentence on "%s" after %i connections',
  async (treatment, passing, reason) => {
    const line = await openLine((no) => (no > passing ? treatment : 'pass'));
    const failed = await start(line, 1).catch((error: unknown) => error);
    const [sentence] = /^DATABASE_URL.*$/m.exec(String(failed).split('\n').slice(1).join('\n')) ?? [];
    expect(sentence).toMatch(
      /^DATABASE_URL \(postgresql:\/\/.*:\*\*\*@127\.0\.0\.1:\d+\/test_\w+\) cannot be used: /,
    );
    expect(sentence).toContain(`cannot be used: ${reason}; gave up after 1 s.`);
    expect(String(failed)).not.toMatch(/^\s+at /m);
  },
  90_000,
);
