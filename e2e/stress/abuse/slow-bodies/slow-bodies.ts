import { setTimeout as pause } from 'node:timers/promises';
import { makeFlow } from '@/e2e/api/support/flows';
import { REPEAT_FLOW } from '@/e2e/api/support/repeat-flow';
import type { Target } from '@/e2e/api/support/target';
import { watchServer } from '../../limits/watch-server';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { openWatchedApp, type WatchedApp } from '../../support/open-watched-app';
import { joinParts, type Part } from '../../support/part';
import { openRawConnection, type RawConnection } from '../../support/raw-connection';
import { callSteadily, judgeOthers, type SteadyCaller } from '../../support/steady-caller';

const GRACE_SECONDS = 2;
// Larger sizes compare times.
const LONG_SOCKETS = 200;
const DRIBBLE_EVERY_MS = 500;
const CUT_LIMIT_MS = 5_000;
const STOP_LIMIT_MS = 200;
const MEMORY_LIMIT_MIB = 60;
const EVERY_MS = 50;

/** The announced requests: without a credential, and with a key. */
const ANNOUNCED = [
  { path: () => '/api/public/v1/chat/sessions', length: 262_144 },
  { path: () => '/api/public/v1/forms/any/uploads', length: 10_000_000 },
  { path: ({ orgId }: Target) => `/cgw/process/v1/orgs/${orgId}/flows/x/sessions`, length: 262_144 },
] as const;

/** The size is the number of connections that send their body byte by byte. */
export const SLOW_BODIES: Suite = {
  name: 'slow-bodies',
  promise: 'Connections that announce bodies and send next to nothing hold up nobody, and are cut off.',
  sizes: { short: 59, long: LONG_SOCKETS },
  minimumOf: (size) => size + 40,
  run,
};

async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const isTimed = size >= LONG_SOCKETS;
  const seconds = isTimed ? 8 : 3;
  const app = await openWatchedApp(postgres, { PARLEY_BODY_GRACE_SECONDS: String(GRACE_SECONDS) });
  try {
    const others = [await makeOthers(app)];
    // The first requests of a process are slow.
    await callSteadily(others, 1);
    const alone = await callSteadily(others, seconds / 2);
    const watch = await watchServer(app.baseUrl);
    const begunAt = Date.now();
    const attack = await openAttack(await app.addTarget(), size);
    const meanwhile = await callSteadily(others, seconds);
    const cut = await attack.stop();
    const { before, peak } = await watch.stop();
    const server = judgeServer(app.longestStopMs(begunAt), peak.memoryMib - before.memoryMib);
    return joinParts([judgeOthers(alone, meanwhile, { isTimed }), cut, server]);
  } finally {
    await app.close();
  }
}

async function makeOthers({ addTarget, free }: WatchedApp): Promise<SteadyCaller> {
  const target = await addTarget();
  const flow = await makeFlow({ ...target, baseUrl: free.baseUrl }, REPEAT_FLOW);
  const url = `${target.baseUrl}/cgw/process/v1/orgs/${target.orgId}/flows/${flow.id}/sessions`;
  const headers = { authorization: `Bearer ${target.apiKey}`, 'content-type': 'application/json' };
  const ask = async () => {
    const response = await fetch(url, { method: 'POST', headers, body: '{"variables":{"name":"Ada"}}' });
    await response.arrayBuffer();
    return response;
  };
  return { name: 'another organization', everyMs: EVERY_MS, ask };
}

type Attack = { stop(): Promise<Part> };

/** Opens the connections; each sends one byte at intervals until closed. */
async function openAttack(target: Target, size: number): Promise<Attack> {
  let bytes = 0;
  const send = (raw: RawConnection, text: string): void => {
    if (raw.isClosed()) return;
    bytes += text.length;
    raw.write(text);
  };
  const raws = await Promise.all(Array.from({ length: size }, () => openRawConnection(target.baseUrl)));
  for (const [no, raw] of raws.entries()) send(raw, headOf(target, no));
  const timer = setInterval(() => raws.forEach((raw) => void send(raw, ' ')), DRIBBLE_EVERY_MS);
  const stop = async (): Promise<Part> => {
    const limit = Date.now() + CUT_LIMIT_MS;
    while (raws.some((raw) => !raw.isClosed()) && Date.now() < limit) await pause(DRIBBLE_EVERY_MS / 5);
    clearInterval(timer);
    const open = raws.filter((raw) => !raw.isClosed());
    for (const raw of raws) raw.destroy();
    const slow = raws.filter((raw) => / 408 /.test(raw.output())).length;
    return {
      counts: { connections: size, 'bytes that they sent': bytes, 'answered 408': slow },
      percentiles: {},
      successes: size - open.length,
      failures: open.map((raw) => `a connection was not cut off; it received ${raw.output().slice(0, 40)}`),
    };
  };
  return { stop };
}

function headOf(target: Target, no: number): string {
  const { path, length } = ANNOUNCED[no % ANNOUNCED.length] ?? ANNOUNCED[0];
  const type = length > 1_000_000 ? 'multipart/form-data; boundary=x' : 'application/json';
  const at = path(target);
  const key = at.startsWith('/cgw/') ? `Authorization: Bearer ${target.apiKey}\r\n` : '';
  return `POST ${at} HTTP/1.1\r\nHost: a\r\n${key}Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n{`;
}

function judgeServer(stopMs: number, grownMib: number): Part {
  return {
    counts: { 'longest stop of the event loop (ms)': stopMs, 'MiB more at most': grownMib },
    percentiles: {},
    successes: 0,
    failures: [
      ...(stopMs > STOP_LIMIT_MS ? [`the event loop stood still for ${stopMs} ms`] : []),
      ...(grownMib > MEMORY_LIMIT_MIB ? [`memory grew by ${grownMib} MiB`] : []),
    ],
  };
}
