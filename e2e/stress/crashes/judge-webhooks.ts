import { isDeepStrictEqual } from 'node:util';
import type { Conversation } from './conversation';
import { PATHS } from './steps';
import type { StressEnv } from './stress-env';

type Webhook = { thread_id: string; message: { id: string } };

/** Groups the webhooks by thread in order of the first arrival of each webhook id. */
export function listArrived({ endpoint }: Pick<StressEnv, 'endpoint'>): Map<string, string[]> {
  const seen = new Set<string>();
  const arrived = new Map<string, string[]>();
  for (const { path, headers, body } of endpoint.received) {
    const id = String(headers['webhook-id']);
    if (path !== PATHS.replies || seen.has(id)) continue;
    seen.add(id);
    const { thread_id, message }: Webhook = JSON.parse(body);
    const list = arrived.get(thread_id) ?? [];
    list.push(message.id);
    arrived.set(thread_id, list);
  }
  return arrived;
}

/** Compares the webhooks of a conversation with the answers in its transcript. */
export function judgeWebhooks(
  arrived: ReadonlyMap<string, string[]>,
  { kind, name }: Conversation,
  sentIds: readonly string[],
): string[] {
  if (kind !== 'reply') return [];
  const came = arrived.get(name) ?? [];
  if (isDeepStrictEqual(came, sentIds)) return [];
  if (came.length !== sentIds.length) return [`${name}: ${came.length} webhooks came of ${sentIds.length}`];
  return [`${name}: its webhooks came in another order`];
}
