import autocannon from 'autocannon';
import type { Context, Script, Step } from './step';
import type { Target } from './target';

/** One measured run: every figure but `perSecond` in milliseconds. */
export type Measure = { perSecond: number; p50: number; p99: number; answered: number; failed: number };

/** The measurements so far; times in milliseconds. */
export type Timing = { times: number[]; failed: number };

/** Keeps one request of each script in flight for `seconds`, each on its own connection. */
export async function runLoad(target: Target, scripts: readonly Script[], seconds: number): Promise<Measure> {
  const timing: Timing = { times: [], failed: 0 };
  const shares = target.ports.map((port, place) => ({
    port,
    scripts: scripts.filter((_, index) => index % target.ports.length === place),
  }));
  const busy = shares.filter((share) => share.scripts.length > 0);
  const lengths = await Promise.all(busy.map((share) => fire(target, share, seconds, timing)));
  return toMeasure(timing, Math.max(...lengths));
}

type Share = { port: number; scripts: readonly Script[] };

function fire({ apiKey }: Target, share: Share, seconds: number, timing: Timing): Promise<number> {
  let taken = 0;
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url: `http://127.0.0.1:${share.port}`,
        connections: share.scripts.length,
        duration: seconds,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
        setupClient: (client) => client.setRequests((share.scripts[taken++] ?? []).map(toRequest)),
      },
      (error: unknown, result: autocannon.Result) => {
        if (error) return reject(error);
        timing.failed += result.errors;
        resolve(result.duration);
      },
    );
    instance.on('response', (_client, status, _bytes, ms) => {
      if (status === 200 || status === 201) timing.times.push(ms);
      else timing.failed += 1;
    });
  });
}

// A header that fetch and other clients send without a body, and autocannon does not.
export const NOTHING_SENT = { 'content-length': '0' };

function toRequest({ method, path, body, keep }: Step): autocannon.Request {
  return {
    method,
    ...(body && { body: JSON.stringify(body) }),
    ...(!body && method === 'POST' && { headers: NOTHING_SENT }),
    setupRequest: (request, context) => ({ ...request, path: path(context as Context) }),
    ...(keep && {
      onResponse: (_status: number, answer: string, context: object) => keep(JSON.parse(answer), context),
    }),
  };
}

/** Computes the figures of a run of `seconds`. */
export function toMeasure({ times, failed }: Timing, seconds: number): Measure {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    perSecond: sorted.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    answered: sorted.length,
    failed,
  };
}
