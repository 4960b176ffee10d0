import { makeFlow } from '@/e2e/api/support/flows';
import { REPEAT_FLOW } from '@/e2e/api/support/repeat-flow';
import { ask } from '@/e2e/api/support/target';
import { watchServer } from '../../limits/watch-server';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { openWatchedApp, type WatchedApp } from '../../support/open-watched-app';
import { joinParts, type Part } from '../../support/part';
import { readRoutes } from '../../support/read-routes';
import { seedChance } from '../../support/seeded';
import { callSteadily, judgeOthers, type SteadyCaller } from '../../support/steady-caller';
import { attackWith } from './attack';

const SOCKETS = 100;
const BYTES_PER_SECOND = 64_000;
const STOP_LIMIT_MS = 200;
// Garbage of page rendering is collected late on a busy machine; up to 211 MiB were observed.
const MEMORY_LIMIT_MIB = 300;
const LONG_SECONDS = 60;
const ALONE_SECONDS = { short: 2, long: 20 };

/** Console paths that need no sign-in. */
const CONSOLE = [
  ...[
    '/',
    '/sign-in',
    '/sign-up',
    '/flows',
    '/sessions',
    '/inbox',
    '/settings',
    '/nowhere',
    '/invitations/x',
  ],
  ...['/api/auth/providers', '/api/auth/csrf', '/api/auth/session', '/api/auth/callback/credentials'],
  ...['/api/trpc/organization.get', '/api/trpc/organization.getInvitation?input=%7B%22token%22%3A3%7D'],
  ...['/api/trpc/flow.list,session.list,inbox.list?batch=1', '/_next/static/nothing.js', '/favicon.ico'],
];

/** The size is the duration in seconds. */
export const HOSTILE_CLIENT: Suite = {
  name: 'hostile-client',
  promise:
    'A client with 100 connections and 64 kB/s, but no credential, over every route of the APIs and the console, stops nobody.',
  sizes: { short: 3, long: LONG_SECONDS },
  minimumOf: (size) => size * 15,
  run,
};

async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const isTimed = size >= LONG_SECONDS;
  const app = await openWatchedApp(postgres, {
    PARLEY_ROLES: 'api,console,worker',
    // The hostile client and the others need different addresses.
    PARLEY_TRUST_PROXY: '1',
  });
  try {
    const others = await makeOthers(app);
    const { routes } = await readRoutes(app.baseUrl);
    const paths = [
      ...routes.map(({ method, path }) => ({ method, path: path.replaceAll(/\{[^}]+\}/g, 'x') })),
      ...CONSOLE.flatMap((path) => ['GET', 'POST'].map((method) => ({ method, path }))),
    ];
    // The first requests of a process are slow.
    await callSteadily(others, isTimed ? 10 : 1);
    const alone = await callSteadily(others, isTimed ? ALONE_SECONDS.long : ALONE_SECONDS.short);
    const watch = await watchServer(app.baseUrl);
    const begunAt = Date.now();
    const plan = { baseUrl: app.baseUrl, paths, sockets: SOCKETS, bytesPerSecond: BYTES_PER_SECOND };
    const [meanwhile, attack] = await Promise.all([
      callSteadily(others, size),
      attackWith({ ...plan, seconds: size, random: seedChance(seed).next }),
    ]);
    const { before, peak } = await watch.stop();
    const server = judgeServer(app.longestStopMs(begunAt), peak.memoryMib - before.memoryMib, isTimed);
    const routesPart = { ...attack, counts: { routes: paths.length, ...attack.counts } };
    return joinParts([judgeOthers(alone, meanwhile, { isTimed }), routesPart, server]);
  } finally {
    await app.close();
  }
}

/** A client that starts and reads sessions, and a person who opens the console. */
async function makeOthers({ addTarget, free, baseUrl }: WatchedApp): Promise<SteadyCaller[]> {
  const target = await addTarget();
  const flow = await makeFlow({ ...target, baseUrl: free.baseUrl }, REPEAT_FLOW);
  const base = `/cgw/process/v1/orgs/${target.orgId}`;
  const headers = { 'x-forwarded-for': '198.51.100.7' };
  const started = await ask<{ sessionId: string }>(target, 'POST', `${base}/flows/${flow.id}/sessions`, {
    headers,
  });
  const { sessionId } = started.body;
  return [
    {
      name: 'a start of a session',
      everyMs: 100,
      ask: () => ask(target, 'POST', `${base}/flows/${flow.id}/sessions`, { headers, body: {} }),
    },
    {
      name: 'a read',
      everyMs: 100,
      ask: () => ask(target, 'GET', `${base}/sessions/${sessionId}`, { headers }),
    },
    {
      name: 'the sign-in page',
      everyMs: 500,
      ask: async () => {
        const response = await fetch(`${baseUrl}/sign-in`, { headers });
        await response.arrayBuffer();
        return response;
      },
    },
  ];
}

function judgeServer(stopMs: number, grownMib: number, isTimed: boolean): Part {
  return {
    counts: { 'longest stop of the event loop (ms)': stopMs, 'MiB more at most': grownMib },
    percentiles: {},
    successes: 0,
    failures: [
      // The first console pages are slow beside other tests.
      ...(isTimed && stopMs > STOP_LIMIT_MS ? [`the event loop stood still for ${stopMs} ms`] : []),
      ...(grownMib > MEMORY_LIMIT_MIB ? [`memory grew by ${grownMib} MiB`] : []),
    ],
  };
}
