import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { toPercentiles } from '../support/percentiles';
import { seedChance } from '../support/seeded';
import { type Changes, changeSessions } from './change-sessions';
import { type Callers, type Conversation, insist } from './conversation';
import { type CrashDatabase, openCrashDatabase } from './crash-database';
import { type Disturbed, disturb } from './disturb';
import { judgeConversations } from './judge-conversations';
import { createProgress } from './progress';
import { openStressEnv, type StressEnv } from './stress-env';
import { KINDS_WITH_HELD, listConversations, type Talking, talk } from './talk';

/** Per kill. */
const MESSAGES = 50;
const SESSIONS = 20;
/** Kills per stop of the database. */
const KILLS_PER_STOP = 5;

/** The size is the number of kills. */
export const CRASHES: Suite = {
  name: 'crashes',
  promise:
    'No acknowledged turn is lost or doubled and every answer is delivered in order, whatever dies at whichever step.',
  sizes: { short: 3, long: 110 },
  minimumOf: (size) => size * MESSAGES,
  run: runCrashes,
};

type CrashOptions = Pick<SuiteOptions, 'seed' | 'size'> & {
  /** Starts the database; default: a PostgreSQL of its own. */
  openDatabase?: () => Promise<CrashDatabase>;
  /** Whether recovery times count; default: in long runs. */
  isTimed?: boolean;
};

/** Runs conversations on a database while processes are killed and the database is stopped, and checks what is stored. */
export async function runCrashes(options: CrashOptions): Promise<SuiteReport> {
  const { seed, size, openDatabase = openCrashDatabase, isTimed = size > CRASHES.sizes.short } = options;
  const testEnv = await openStressEnv(openDatabase);
  try {
    const callers: Callers = {
      apps: testEnv.apps,
      apiKey: testEnv.apiKey,
      chance: seedChance(seed),
      progress: createProgress(),
      open: new Map(),
      statuses: new Map(),
      took: [],
    };
    const conversations = listConversations(SESSIONS, KINDS_WITH_HELD);
    const disturbed = await converse(testEnv, callers, conversations, { size, isTimed });
    return await judge(testEnv, callers, conversations, disturbed);
  } finally {
    await testEnv.close();
  }
}

/** Runs conversations, and changes of their sessions, while processes are killed and the database is stopped. */
async function converse(
  testEnv: StressEnv,
  callers: Callers,
  conversations: readonly Conversation[],
  { size, isTimed }: { size: number; isTimed: boolean },
): Promise<Disturbed & { changes: Changes }> {
  const messages = size * MESSAGES;
  let isOver = false;
  const talking: Talking = {
    messages: messages / conversations.length,
    goesOn: () => !isOver,
    send: (asking) => insist(callers, asking),
    onAcknowledged: callers.progress.acknowledge,
  };
  const plan = { kills: size, stops: Math.ceil(size / KILLS_PER_STOP), messages, isTimed };
  const disturbing = disturb(testEnv, callers, plan).finally(() => {
    isOver = true;
  });
  let isTalkOver = false;
  const talks = Promise.all(conversations.map((conversation) => talk(testEnv, conversation, talking)));
  const changing = { testEnv, callers, conversations, goesOn: () => !isTalkOver };
  const [disturbed, changes] = await Promise.all([
    disturbing,
    changeSessions(changing),
    talks.finally(() => {
      isTalkOver = true;
    }),
  ]);
  return { ...disturbed, changes };
}

async function judge(
  testEnv: StressEnv,
  { took, statuses }: Callers,
  conversations: readonly Conversation[],
  { kills, recovered, failures, changes }: Disturbed & { changes: Changes },
): Promise<SuiteReport> {
  const judged = await judgeConversations(testEnv, conversations);
  const sum = [...kills.values()].reduce((all, each) => all + each, 0);
  return {
    counts: {
      kills: sum,
      ...Object.fromEntries([...kills].map(([at, times]) => [`at "${at}"`, times])),
      'stops of the database': recovered.length,
      'moves of all sessions': changes.migrations,
      'held sessions continued': changes.continued,
      forks: changes.forks,
      turns: judged.turns,
      webhooks: judged.webhooks,
      ...Object.fromEntries([...statuses].map(([status, times]) => [`answers ${status}`, times])),
    },
    percentiles: {
      acknowledged: toPercentiles(took),
      'database back to first good answer': toPercentiles(recovered),
    },
    successes: judged.successes,
    failures: [...failures, ...changes.failures, ...judged.failures],
  };
}
