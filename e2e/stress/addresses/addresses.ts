import { type AddressInfo, createServer, type Server } from 'node:net';
import { parseAllowList } from '@/server/gateways/address-guard';
import { startDeliverySender } from '@/server/services/delivery/sending/delivery-sender';
import { openTestHttpServer } from '@/server/tools/test/http-server';
import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { openStressTarget } from '../support/open-stress-target';
import { seedCase } from '../support/seeded';
import { openSinks, type Sink } from './sinks';
import { listSpellings, makeSpelling } from './spellings';
import { makeTurningNames } from './turning-names';
import { listUnguardedFiles } from './unguarded';

// The outcome when no call was made.
const BLOCKED = new Set(['blocked', 'invalid_url', 'outbound_blocked', 'invalid_request']);
const AT_ONCE = 8;
const REDIRECTS = [301, 302, 303, 307, 308];

type Tally = { counts: Record<string, number>; successes: number; failures: string[] };

async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const listener = await openListener();
  const redirector = await openTestHttpServer(
    ({ path }, response) =>
      void response
        .writeHead(Number(path.slice(1)), { location: `http://127.0.0.1:${listener.port}/` })
        .end(),
  );
  const names = makeTurningNames();
  const allow = parseAllowList([`127.0.0.1:${redirector.port}`]);
  const open = await openStressTarget(postgres, { http: { allow, resolve: names.resolve } });
  const sender = startDeliverySender(open.testEnv.platform, { pollMs: 20 });
  try {
    const sinks = await openSinks(open);
    const tally: Tally = { counts: {}, successes: 0, failures: [] };
    const random = Array.from({ length: size }, (_, no) => makeSpelling(listener.port, seedCase(seed, no)));
    const inside = names.inside.map((name) => `http://${name}:${listener.port}/`);
    const urls = [...listSpellings(listener.port), ...inside, ...random];
    for (let from = 0; from < urls.length; from += AT_ONCE) {
      const some = urls.slice(from, from + AT_ONCE);
      await Promise.all(some.map((url) => trySinks(sinks, url, tally, (_, outcome) => BLOCKED.has(outcome))));
    }
    await tryTurning(sinks, names.turning, listener.port, tally);
    for (const status of REDIRECTS)
      await trySinks(sinks, `http://127.0.0.1:${redirector.port}/${status}`, tally, isStopped(status));
    return toReport(tally, listener.connections(), redirector.received.length);
  } finally {
    await sender.stop();
    await open.close();
    await redirector.close();
    await listener.close();
  }
}

type Expected = (sink: Sink, outcome: string) => boolean;

async function trySinks(
  sinks: readonly Sink[],
  url: string,
  tally: Tally,
  expected: Expected,
): Promise<void> {
  const outcomes = await Promise.all(sinks.map(async (sink) => ({ sink, outcome: await sink.call(url) })));
  for (const { sink, outcome } of outcomes) {
    tally.counts[outcome] = (tally.counts[outcome] ?? 0) + 1;
    if (expected(sink, outcome)) tally.successes += 1;
    else tally.failures.push(`${sink.name}, ${JSON.stringify(url)}: ${outcome}`);
  }
}

/** A name that resolves to a public address at the check and to an internal one at the call: every lookup is checked. */
async function tryTurning(
  sinks: readonly Sink[],
  names: readonly string[],
  port: number,
  tally: Tally,
): Promise<void> {
  for (const [no, name] of names.entries()) {
    const url = `http://${name}:${port}/`;
    const checks = sinks.filter(({ checks }) => checks);
    const first = checks[no % checks.length];
    if (!first) throw new Error('nothing checks addresses');
    const taken = await first.call(url);
    if (taken !== 'taken' && taken !== '201') tally.failures.push(`${first.name}, ${url} at first: ${taken}`);
    await trySinks(sinks, url, tally, (_, outcome) => BLOCKED.has(outcome));
  }
}

/** A redirect inside is not followed, or its address is blocked. */
function isStopped(status: number): Expected {
  return ({ checks, follows }, outcome) =>
    checks || outcome === `${follows ? 'blocked' : 'status'} ${status}`;
}

type Listener = { port: number; connections(): number; close(): Promise<void> };

/** Listens on every local address and counts connections, after a control connection. */
async function openListener(): Promise<Listener> {
  let count = 0;
  const server: Server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
  if (count === 0) throw new Error('the listener does not see who connects');
  count = 0;
  const close = async () => {
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, connections: () => count, close };
}

function toReport(
  { counts, successes, failures }: Tally,
  connections: number,
  redirected: number,
): SuiteReport {
  return {
    counts: { ...counts, connections, 'redirects given': redirected },
    successes,
    failures: [
      ...failures,
      ...(connections > 0 ? [`${connections} connections were made to an internal address`] : []),
      ...(redirected === 0 ? ['no redirect was ever given'] : []),
      ...listUnguardedFiles().map((file) => `${file} can call out without the guarded client`),
    ],
  };
}

/** Tests internal addresses on every outbound path. */
export const ADDRESSES: Suite = {
  name: 'addresses',
  promise: 'no spelling, name or redirect leads a call inside',
  sizes: { short: 40, long: 1_000 },
  // Seven outbound paths per address, about eighty listed addresses.
  minimumOf: (size) => 7 * (size + 80),
  run,
};
