import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../support/seeded';
import type { AppProcess } from './app-process';
import type { Progress } from './progress';

/** `reply`: its answers come by webhook. */
export type Kind = 'echo' | 'call' | 'reply';

/** One session as its caller sees it. */
export type Conversation = {
  kind: Kind;
  /** What tells it from the others in its texts and keys. */
  name: string;
  /** Known from its first answer on. */
  sessionId: string;
  /** The texts whose acknowledgement came. */
  acknowledged: string[];
};

export type Asking = { path: string; key: string; body: object };

export type Callers = {
  apps: readonly AppProcess[];
  apiKey: string;
  chance: Chance;
  progress: Progress;
  /** The keys of requests without an answer, and the processes that were asked. */
  open: Map<string, Set<AppProcess>>;
  /** How often each status came. */
  statuses: Map<number, number>;
  /** How long each acknowledgement took, with every try. */
  took: number[];
};

const AGAIN_MS = 100;
const TRY_LIMIT_MS = 30_000;
const GIVE_UP_MS = 120_000;
// A key that another try still holds, and a server that cannot just now.
const PASSING = new Set([409, 503]);

/** Asks again and again under one key, any process that is there, until it is answered with success. */
export async function insist(callers: Callers, asking: Asking): Promise<string> {
  const startedAt = Date.now();
  for (;;) {
    const answer = await tryOnce(callers, asking);
    if (answer !== null) {
      callers.open.delete(asking.key);
      callers.took.push(Date.now() - startedAt);
      return answer;
    }
    if (Date.now() - startedAt > GIVE_UP_MS) throw new Error(`${asking.key} was never acknowledged`);
    await pause(AGAIN_MS);
  }
}

/** One try; null when nothing came back, or a "later". Throws any other refusal. */
async function tryOnce(callers: Callers, asking: Asking): Promise<string | null> {
  const app = callers.chance.pick(callers.apps);
  const baseUrl = app.baseUrl();
  if (baseUrl === null) return null;
  callers.open.set(asking.key, (callers.open.get(asking.key) ?? new Set()).add(app));
  const answer = await post(`${baseUrl}${asking.path}`, callers.apiKey, asking).catch(() => null);
  if (!answer) return null;
  const { status, text } = answer;
  callers.statuses.set(status, (callers.statuses.get(status) ?? 0) + 1);
  if (status >= 200 && status < 300) return text;
  if (PASSING.has(status)) return null;
  throw new Error(`${asking.key}: ${status} ${text}`);
}

/** One request with its key; throws when there is no answer. */
export async function post(
  url: string,
  apiKey: string,
  { key, body }: Asking,
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TRY_LIMIT_MS),
  });
  return { status: response.status, text: await response.text() };
}
