import { setTimeout as pause } from 'node:timers/promises';
import { addFlow } from '@/server/tools/test/platform';
import { type Asking, type Conversation, post } from '../crashes/conversation';
import { createProgress, type Progress } from '../crashes/progress';
import { listConversations, talk } from '../crashes/talk';
import { remindAfter } from '../scale/park-sessions';
import type { Chance } from '../support/seeded';
import type { Fleet } from './open-fleet';

/*
 * The load: all requests go through the balancers, once each; anything but success is a
 * failure. It has conversations with pairs of simultaneous messages, sessions that wait for a timer, and console pages.
 */

export type Load = {
  conversations: readonly Conversation[];
  /** The flow with a timer, and its started sessions. */
  timed: { flowId: string; ids: readonly string[] };
  progress: Progress;
  /** The time and the duration of each request in milliseconds. */
  took: { at: number; ms: number }[];
  /** Counts by status; 0 means no response. */
  statuses: Map<number, number>;
  pages: number;
  failures: string[];
  /** Stops starting work and waits for work in flight. */
  stop(): Promise<void>;
};

export const TIMER_SECONDS = 1;
const LONGEST_REST_MS = 300;
const TIMED_EVERY_MS = 60;
const PAGE_EVERY_MS = 150;
const PAGE = '/sign-in';

/** The number of concurrent talkers and of concurrent starters of waiting sessions. */
export type Callers = { talking: number; waiting: number };

/** Starts the load; it runs until stopped. */
export async function beginLoad(fleet: Fleet, callers: Callers, chance: Chance): Promise<Load> {
  const { flowId } = await addFlow(
    fleet.platform.db,
    fleet.orgId,
    remindAfter({ amount: TIMER_SECONDS, unit: 'seconds' }),
  );
  const timedIds: string[] = [];
  const progress = createProgress();
  const record: Recorded = { took: [], statuses: new Map(), failures: [] };
  const conversations = listConversations(callers.talking);
  let goesOn = true;
  const send = (asking: Asking): Promise<string> => ask(fleet, record, asking);
  const talking = {
    messages: 0,
    goesOn: () => goesOn,
    send,
    onAcknowledged: progress.acknowledge,
    rest: () => pause(chance.below(LONGEST_REST_MS)),
  };
  const load: Load = {
    ...record,
    conversations,
    timed: { flowId, ids: timedIds },
    progress,
    pages: 0,
    stop: async () => {
      goesOn = false;
      await working;
    },
  };
  const path = `/cgw/process/v1/orgs/${fleet.orgId}/flows/${flowId}/sessions`;
  let begun = 0;
  const beginTimed = async (): Promise<void> => {
    begun += 1;
    const answer = await send({ path, key: `timed-${begun}`, body: {} });
    timedIds.push((JSON.parse(answer) as { sessionId: string }).sessionId);
  };
  const repeat = async (everyMs: number, work: () => Promise<void>): Promise<void> => {
    while (goesOn) {
      await work();
      await pause(everyMs);
    }
  };
  const complain = (error: unknown): void => {
    record.failures.push(error instanceof Error ? error.message : String(error));
  };
  const working = Promise.all([
    ...conversations.map((each) => talk(fleet, each, talking).catch(complain)),
    ...Array.from({ length: callers.waiting }, () => repeat(TIMED_EVERY_MS, beginTimed).catch(complain)),
    hasConsole(fleet) ? repeat(PAGE_EVERY_MS, () => look(fleet, load)).catch(complain) : null,
  ]);
  return load;
}

/** Checks whether a process of the fleet serves the console. */
export function hasConsole({ members }: Fleet): boolean {
  return members.some(({ roles }) => roles.includes('console'));
}

type Recorded = Pick<Load, 'took' | 'statuses' | 'failures'>;

async function ask({ api, apiKey }: Fleet, { took, statuses }: Recorded, asking: Asking): Promise<string> {
  const at = Date.now();
  const begunAt = performance.now();
  const count = (status: number): void => void statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const answer = await post(`${api.url}${asking.path}`, apiKey, asking).catch((error: unknown) => {
    count(0);
    throw new Error(`${asking.key} was not answered: ${error}`);
  });
  count(answer.status);
  took.push({ at, ms: performance.now() - begunAt });
  if (answer.status < 200 || answer.status >= 300)
    throw new Error(`${asking.key}: ${answer.status} ${answer.text}`);
  return answer.text;
}

async function look({ web }: Fleet, load: Load): Promise<void> {
  const response = await fetch(`${web.url}${PAGE}`);
  const text = await response.text();
  if (response.status !== 200 || !text.includes('</html>')) throw new Error(`${PAGE}: ${response.status}`);
  load.pages += 1;
}
