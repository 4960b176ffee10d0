import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Measure, NOTHING_SENT, type Timing, toMeasure } from './load';
import type { Context, Script, Step } from './step';
import type { Target } from './target';

export type Pace = { seconds: number; perSecond: number };

/**
 * Sends `perSecond` requests evenly, of each script one at a time on a connection of its own. The time of a request runs
 * from when it was due, so that what waits behind a slow one is slow, too.
 */
export async function runPaced(target: Target, scripts: readonly Script[], pace: Pace): Promise<Measure> {
  const timing: Timing = { times: [], failed: 0 };
  const gap = (scripts.length * 1_000) / pace.perSecond;
  const startedAt = performance.now();
  const endsAt = startedAt + pace.seconds * 1_000;
  await Promise.all(
    scripts.map((script, place) => {
      const firstAt = startedAt + (gap * place) / scripts.length;
      const port = target.ports[place % target.ports.length] ?? 0;
      return talk({ port, apiKey: target.apiKey, script, timing }, { firstAt, gap, endsAt });
    }),
  );
  return toMeasure(timing, (performance.now() - startedAt) / 1_000);
}

type Talk = { port: number; apiKey: string; script: Script; timing: Timing };
type Beat = { firstAt: number; gap: number; endsAt: number };

async function talk({ script, timing, ...to }: Talk, { firstAt, gap, endsAt }: Beat): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const context: Context = {};
  let no = 0;
  for (let due = firstAt; due < endsAt; due += gap) {
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const step = script[no % script.length];
    if (!step) break;
    no += 1;
    const { status, text } = await ask(agent, to, step, context);
    if (status !== 200 && status !== 201) timing.failed += 1;
    else timing.times.push(performance.now() - due);
    step.keep?.(JSON.parse(text), context);
  }
  agent.destroy();
}

function ask(
  agent: Agent,
  { port, apiKey }: Pick<Talk, 'port' | 'apiKey'>,
  { method, path, body }: Step,
  context: Context,
): Promise<{ status: number; text: string }> {
  const sent = body ? JSON.stringify(body) : '';
  const length = body ? { 'content-length': Buffer.byteLength(sent) } : method === 'POST' ? NOTHING_SENT : {};
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}`, ...length };
  return new Promise((resolve, reject) => {
    const asking = request(
      { agent, host: '127.0.0.1', port, method, path: path(context), headers },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    asking.on('error', reject);
    asking.end(sent);
  });
}
