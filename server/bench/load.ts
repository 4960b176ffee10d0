import autocannon from 'autocannon';

/** One measured run: every figure but `turnsPerSecond` in milliseconds. */
export type Measure = { turnsPerSecond: number; p50: number; p99: number; answered: number; failed: number };

export type Target = { name: string; urlOf(sessionId: string): string; headers: Record<string, string> };

/** Keeps one message under way in each session for `seconds`, over as many connections as there are sessions. */
export function runLoad(target: Target, sessions: readonly string[], seconds: number): Promise<Measure> {
  const times: number[] = [];
  let failed = 0;
  let taken = 0;
  return new Promise((resolve, reject) => {
    const finish = (error: unknown, result: autocannon.Result) =>
      error ? reject(error) : resolve(toMeasure(times, failed + result.errors, result.duration));
    const instance = autocannon(
      {
        url: target.urlOf(sessions[0] ?? ''),
        connections: sessions.length,
        duration: seconds,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...target.headers },
        body: JSON.stringify({ text: 'The quick brown fox jumps over the lazy dog.' }),
        setupClient: (client) => {
          client.setRequests([{ path: new URL(target.urlOf(sessions[taken++] ?? '')).pathname }]);
        },
      },
      finish,
    );
    instance.on('response', (_client, status, _bytes, ms) => {
      if (status === 200) times.push(ms);
      else failed += 1;
    });
  });
}

function toMeasure(times: number[], failed: number, seconds: number): Measure {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    turnsPerSecond: sorted.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    answered: sorted.length,
    failed,
  };
}
