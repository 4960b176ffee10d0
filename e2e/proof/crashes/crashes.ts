import type { ProofOptions, ProofReport, Suite } from '../suite';
import { toPercentiles } from '../support/percentiles';
import { seedChance } from '../support/seeded';
import type { Callers, Conversation } from './conversation';
import { type Disturbed, disturb } from './disturb';
import { judgeSession } from './judge-session';
import { judgeWebhooks, listArrived } from './judge-webhooks';
import { createProgress } from './progress';
import { settle } from './settle';
import { openStage, type Stage } from './stage';
import { listConversations, talk } from './talk';

/** Per kill. */
const MESSAGES = 50;
const SESSIONS = 20;
/** Kills for each stop of the database. */
const KILLS_PER_STOP = 5;

/** The size is how often a process is killed. */
export const CRASHES: Suite = {
  name: 'crashes',
  proves:
    'No acknowledged turn is lost or doubled and every answer is told in order, whatever dies at whichever step.',
  sizes: { short: 3, long: 110 },
  minimumOf: (size) => size * MESSAGES,
  prove: proveCrashes,
};

async function proveCrashes({ seed, size }: ProofOptions): Promise<ProofReport> {
  const stage = await openStage();
  try {
    const callers: Callers = {
      apps: stage.apps,
      apiKey: stage.apiKey,
      chance: seedChance(seed),
      progress: createProgress(),
      open: new Map(),
      statuses: new Map(),
      took: [],
    };
    const conversations = listConversations(SESSIONS);
    const disturbed = await converse(stage, callers, conversations, size);
    return await judge(stage, callers, conversations, disturbed);
  } finally {
    await stage.close();
  }
}

/** Holds the conversations while processes are killed and the database is stopped. */
async function converse(
  stage: Stage,
  callers: Callers,
  conversations: readonly Conversation[],
  size: number,
): Promise<Disturbed> {
  const messages = size * MESSAGES;
  let isOver = false;
  const talking = { messages: messages / conversations.length, goesOn: () => !isOver };
  const plan = { kills: size, stops: Math.ceil(size / KILLS_PER_STOP), messages };
  const disturbing = disturb(stage, callers, plan).finally(() => {
    isOver = true;
  });
  const talks = conversations.map((conversation) => talk(stage, callers, conversation, talking));
  const [disturbed] = await Promise.all([disturbing, ...talks]);
  return disturbed;
}

async function judge(
  stage: Stage,
  { took, statuses }: Callers,
  conversations: readonly Conversation[],
  { kills, recovered, failures }: Disturbed,
): Promise<ProofReport> {
  const left = await settle(stage);
  const arrived = listArrived(stage);
  const report: ProofReport = { counts: {}, successes: 0, failures: [...failures, ...left] };
  let turns = 0;
  for (const conversation of conversations) {
    const judged = await judgeSession(stage, conversation);
    const found = [...judged.failures, ...judgeWebhooks(arrived, conversation, judged.told)];
    turns += judged.turns;
    report.failures.push(...found);
    if (found.length === 0) report.successes += conversation.acknowledged.length;
  }
  const sum = [...kills.values()].reduce((all, each) => all + each, 0);
  const webhooks = [...arrived.values()].reduce((all, each) => all + each.length, 0);
  report.counts = {
    kills: sum,
    ...Object.fromEntries([...kills].map(([at, times]) => [`at "${at}"`, times])),
    'stops of the database': recovered.length,
    turns,
    webhooks,
    ...Object.fromEntries([...statuses].map(([status, times]) => [`answers ${status}`, times])),
  };
  report.percentiles = {
    acknowledged: toPercentiles(took),
    'database back to first good answer': toPercentiles(recovered),
  };
  return report;
}
