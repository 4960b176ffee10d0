import { setTimeout as pause } from 'node:timers/promises';
import { ask, type Target } from '../../api/support/target';
import { toPercentiles } from '../support/percentiles';

/** A client that sends ten messages per second regardless of responses. */
export type Probe = {
  /** The median duration of the first turns in milliseconds. */
  calmMs: number;
  /**
   * Waits until, after `since`, ten turns in a row were answered with a median of at most `slower` times the earlier
   * one. Returns the time from `since` to the first of them, or null on timeout.
   */
  waitForRecovery(since: number, slower: number, limitMs: number): Promise<number | null>;
  stop(): Promise<void>;
};

type Turn = { at: number; ms: number; isAnswered: boolean };

const EVERY_MS = 100;
const IN_A_ROW = 10;
// The very first turns are slow.
const FIRST = 15;

/** Starts to talk in these sessions in rotation. */
export async function openProbe(target: Target, sessionIds: readonly string[]): Promise<Probe> {
  const turns: Turn[] = [];
  const open = new Set<Promise<void>>();
  let no = 0;
  const say = (): void => {
    const sessionId = sessionIds[no++ % sessionIds.length] ?? '';
    const talking = talk(target, sessionId).then((turn) => void turns.push(turn));
    open.add(talking);
    void talking.finally(() => open.delete(talking));
  };
  const timer = setInterval(say, EVERY_MS);
  while (turns.length < FIRST) await pause(EVERY_MS);
  const calmMs = middleOf(turns.slice(-IN_A_ROW));
  const waitForRecovery: Probe['waitForRecovery'] = async (since, slower, limitMs) => {
    const deadline = since + limitMs + IN_A_ROW * EVERY_MS;
    for (;;) {
      const at = findCalm(
        turns.filter((turn) => turn.at >= since),
        slower * calmMs,
      );
      if (at !== null && at - since <= limitMs) return at - since;
      if (Date.now() > deadline) return null;
      await pause(EVERY_MS);
    }
  };
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await Promise.all(open);
  };
  return { calmMs, waitForRecovery, stop };
}

async function talk(target: Target, sessionId: string): Promise<Turn> {
  const path = `/cgw/process/v1/orgs/${target.orgId}/sessions/${sessionId}/messages`;
  const turn = { at: Date.now(), isAnswered: false };
  const begunAt = performance.now();
  try {
    const { status } = await ask(target, 'POST', path, { body: { text: 'probe' } });
    turn.isAnswered = status === 200;
  } catch {
    // Counts as not answered.
  }
  return { ...turn, ms: performance.now() - begunAt };
}

/** Finds when the first of `count` consecutive fast turns was sent. */
function findCalm(turns: readonly Turn[], limitMs: number): number | null {
  const inOrder = turns.toSorted((a, b) => a.at - b.at);
  for (const [index, { at }] of inOrder.entries()) {
    const row = inOrder.slice(index, index + IN_A_ROW);
    if (row.length === IN_A_ROW && row.every(({ isAnswered }) => isAnswered) && middleOf(row) <= limitMs)
      return at;
  }
  return null;
}

function middleOf(turns: readonly Turn[]): number {
  return toPercentiles(turns.map(({ ms }) => ms)).p50;
}
