import type { Pool } from 'pg';
import { createSecretBox } from '@/server/gateways/secret-box';
import type { ReceivedRequest } from '@/server/tools/test/http-server';
import { openTestPlatform } from '@/server/tools/test/platform';
import { type Conversation, post } from '../crashes/conversation';
import { judgeSession, type Kept } from '../crashes/judge-session';
import { lapseLeases } from '../crashes/lapse-leases';
import { settle } from '../crashes/settle';
import { say } from '../crashes/talk';
import { SECRET } from '../support/start-server';
import type { Fleet } from './open-fleet';
import { isSignedWith } from './verify-webhook';

/** A dump, and the responses that callers had when it began. */
export type Dumped = {
  file: string;
  ms: number;
  conversations: readonly { conversation: Conversation; before: readonly string[] }[];
  /** The process with leases in the dump, and when it was stopped. */
  pid: number;
  at: number;
};

type GoneOn = {
  messages: number;
  sessions: number;
  signed: number;
  /** The number of repeated webhooks. */
  again: number;
  failures: string[];
};

const OTHER_SECRET = 'another secret that is just as long as it';
const REFUSAL =
  /^The database holds secrets that were sealed with another PARLEY_SECRET \(.+\)\. Start with .+\.$/;
/** A message number that was not used before. */
const NEXT = 1_000_000;

/** Starts a process with another PARLEY_SECRET, which must refuse in one sentence; returns faults. */
export async function refuseOtherSecret({ start }: Fleet, databaseUrl: string): Promise<string[]> {
  const settings = { PARLEY_ROLES: 'api', PARLEY_SECRET: OTHER_SECRET };
  const output = await start(databaseUrl, settings).then(
    () => 'it started',
    (error: Error) => error.message.split('\n').slice(1).join('\n').trim(),
  );
  return REFUSAL.test(output) ? [] : [`another PARLEY_SECRET: ${output}`];
}

/** Starts a process on the restored database and sends one more message to every dumped session. */
export async function goOnWith(fleet: Fleet, databaseUrl: string, dumped: Dumped): Promise<GoneOn> {
  const platform = openTestPlatform(databaseUrl, { secrets: createSecretBox(SECRET) });
  const { pool } = platform.db;
  const { orgId, endpoint } = fleet;
  const goneOn: GoneOn = { messages: 0, sessions: 0, signed: 0, again: 0, failures: [] };
  const before = new Set(endpoint.received.map(toWebhookId));
  const startedAt = endpoint.received.length;
  try {
    await lapseLeases(pool, { ...dumped, keys: [] });
    const { baseUrl } = await fleet.start(databaseUrl, { PARLEY_ROLES: 'api,worker' });
    goneOn.failures.push(...(await settle({ pool, orgId })));
    const from = endpoint.received.length;
    const came = endpoint.received.slice(startedAt).map(toWebhookId);
    goneOn.again = came.filter((id) => id !== undefined && before.has(id)).length;
    const restored = await findRestored(pool, fleet, dumped, goneOn);
    for (const conversation of restored) await sayMore(fleet, baseUrl, conversation);
    goneOn.failures.push(...(await settle({ pool, orgId })));
    for (const conversation of restored)
      goneOn.failures.push(
        ...(await judge({ orgId, pool, platform }, fleet, conversation, { from, goneOn })),
      );
  } finally {
    await platform.close();
  }
  return goneOn;
}

const toWebhookId = ({ headers }: ReceivedRequest) => headers['webhook-id'];

/** Joins every conversation with its part of the dump, which must contain everything acknowledged before the dump began. */
async function findRestored(
  pool: Pool,
  { orgId }: Fleet,
  { conversations }: Dumped,
  goneOn: GoneOn,
): Promise<Conversation[]> {
  const restored: Conversation[] = [];
  for (const { conversation, before } of conversations) {
    const { rows } = await pool.query<{ text: string }>(
      `SELECT content->>'text' text FROM messages
       WHERE org_id = $1 AND session_id = $2 AND direction = 'inbound' ORDER BY seq`,
      [orgId, conversation.sessionId],
    );
    const kept = rows.map(({ text }) => text);
    const lost = before.filter((text) => !kept.includes(text));
    const odd = kept.filter((text) => !conversation.acknowledged.includes(text));
    const complain = (what: string) => goneOn.failures.push(`${conversation.name}: ${what}`);
    if (lost.length > 0) complain(`${lost.length} messages from before the dump are not in it`);
    if (odd.length > 0) complain(`${odd.length} messages in the dump were never acknowledged`);
    goneOn.messages += kept.length;
    restored.push({ ...conversation, acknowledged: kept });
  }
  return restored;
}

async function sayMore(fleet: Fleet, baseUrl: string, conversation: Conversation): Promise<void> {
  const send = async ({ path, key, body }: Parameters<typeof post>[2]): Promise<string> => {
    const { status, text } = await post(`${baseUrl}${path}`, fleet.apiKey, { path, key, body });
    if (status < 200 || status >= 300) throw new Error(`${key}: ${status} ${text}`);
    return text;
  };
  await say(fleet, conversation, { send, onAcknowledged: () => undefined }, NEXT);
}

type Since = { from: number; goneOn: GoneOn };

async function judge(
  kept: Kept,
  fleet: Fleet,
  conversation: Conversation,
  { from, goneOn }: Since,
): Promise<string[]> {
  const { failures, sentIds } = await judgeSession(kept, conversation);
  if (failures.length > 0) return failures;
  if (conversation.kind === 'reply' && !isDelivered(fleet, from, sentIds.at(-1)))
    return [`${conversation.name}: no webhook with the original secret delivered the answer`];
  if (conversation.kind === 'reply') goneOn.signed += 1;
  goneOn.sessions += 1;
  return [];
}

/** Checks that a later webhook delivered this message with a signature of the channel's original secret. */
function isDelivered(
  { endpoint, webhookSecret }: Fleet,
  from: number,
  messageId: string | undefined,
): boolean {
  return endpoint.received
    .slice(from)
    .some((request) => request.body.includes(`"${messageId}"`) && isSignedWith(webhookSecret, request));
}
