import type { BenchEnv } from './bench-env';
import type { Script, Step } from './step';

/** One thing that is measured: `script` prepares what a connection needs. */
export type Case = { name: string; unit: string; script: (testEnv: BenchEnv) => Promise<Script> };

const TEXT = 'The quick brown fox jumps over the lazy dog.';
const BATCH = 3;

const sessionsOf = ({ demo }: BenchEnv): string => `/cgw/process/v1/orgs/${demo.orgId}/sessions`;
const beginningOf = ({ demo }: BenchEnv, flowId: string): string =>
  `/cgw/process/v1/orgs/${demo.orgId}/flows/${flowId}/sessions`;

function say(testEnv: BenchEnv, sessionId: string): Step {
  const path = `${sessionsOf(testEnv)}/${sessionId}/messages`;
  return { method: 'POST', path: () => path, body: { text: TEXT } };
}

const talkTo =
  (flow: keyof BenchEnv['flows']) =>
  async (testEnv: BenchEnv): Promise<Script> => [say(testEnv, await testEnv.begin(testEnv.flows[flow]))];

const TURNS = 20;

async function wholeConversation(testEnv: BenchEnv): Promise<Script> {
  const begin: Step = {
    method: 'POST',
    path: () => beginningOf(testEnv, testEnv.flows.twenty),
    keep: ({ sessionId = '' }, context) => {
      context.sessionId = sessionId;
    },
  };
  const answer: Step = {
    method: 'POST',
    path: ({ sessionId = '' }) => `${sessionsOf(testEnv)}/${sessionId}/messages`,
    body: { text: TEXT },
  };
  return [begin, ...Array.from({ length: TURNS }, () => answer)];
}

async function batches(testEnv: BenchEnv): Promise<Script> {
  const threadId = crypto.randomUUID();
  const message = (index: number) => ({
    body: TEXT,
    thread_id: threadId,
    sender_id: 'customer@example.com',
    message_id: `message-${index}`,
    sender_type: 'visitor',
  });
  const path = `/api/v5/orgs/${testEnv.demo.orgId}/unified_messaging/${testEnv.channelId}/messages`;
  const step: Step = {
    method: 'POST',
    path: () => path,
    body: { messages: Array.from({ length: BATCH }, (_, index) => message(index)) },
  };
  // The thread has to be there before the baseline can find it.
  await testEnv.send(step);
  return [step];
}

/** One turn each, unless their unit differs. */
export const CASES: readonly Case[] = [
  { name: 'echo', unit: 'turns', script: talkTo('echo') },
  { name: 'twenty turns from start to end', unit: 'requests', script: wholeConversation },
  { name: 'flow of 300 nodes', unit: 'turns', script: talkTo('large') },
  {
    name: 'start only',
    unit: 'starts',
    script: async (testEnv) => [{ method: 'POST', path: () => beginningOf(testEnv, testEnv.flows.echo) }],
  },
  {
    name: 'get session',
    unit: 'reads',
    script: async (testEnv) => {
      const path = `${sessionsOf(testEnv)}/${await testEnv.begin(testEnv.flows.echo)}`;
      return [{ method: 'GET', path: () => path }];
    },
  },
  { name: `batch of ${BATCH} messages (umi)`, unit: 'batches', script: batches },
];
