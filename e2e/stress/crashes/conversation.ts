import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../support/seeded';
import type { AppProcess } from './app-process';
import type { Progress } from './progress';

/** `reply`: answers arrive by webhook. `held`: a breakpoint holds the session before each answer. */
export type Kind = 'echo' | 'call' | 'reply' | 'held';

/** One session from the caller's view. */
export type Conversation = {
  kind: Kind;
  /** A unique part of its texts and keys. */
  name: string;
  /** Known after the first response. */
  sessionId: string;
  /** The acknowledged texts. */
  acknowledged: string[];
};

export type Asking = { path: string; key: string; body: object };

export type Callers = {
  apps: readonly AppProcess[];
  apiKey: string;
  chance: Chance;
  progress: Progress;
  /** The keys of requests without a response, and the processes they went to. */
  open: Map<string, Set<AppProcess>>;
  /** Counts by status. */
  statuses: Map<number, number>;
  /** The time to each acknowledgement, including retries. */
  took: number[];
};

const AGAIN_MS = 100;
const TRY_LIMIT_MS = 30_000;
const GIVE_UP_MS = 120_000;
// The key is leased to another try, or the server is unavailable.
const PASSING = new Set([409, 503]);

/** Repeats a request under one key to any live process until it succeeds. */
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

/** Makes one try; returns null without a response or on a retryable status; throws on any other failure. */
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

/** Sends one request with its key; throws without a response. */
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
