import { expect } from 'vitest';
import { openTestHttpServer, sendJson } from '@/server/tools/test-http-server';

/** A webhook as it arrived; only what tests look into is named. */
export type Webhook = {
  event_type: 'message_created' | 'reply_suggestion_created';
  thread_id: string;
  chat_id: string;
  message?: {
    id: string;
    message: string;
    sender_id: string;
    sender_name: string;
    created_at: string;
  } & Record<string, unknown>;
  reply_suggestion?: {
    id: string;
    suggestion: string;
    message_id: string;
    created_by_user_id: string;
    relevancy_score: number | null;
  };
  messaging_channel: string;
  channel_config_id: string;
};

export type Receiver = {
  url: string;
  /** Waits until so many have come, and gives them all. */
  upTo(count: number): Promise<Webhook[]>;
  close(): Promise<void>;
};

/** A real endpoint for webhooks, which takes everything. */
export async function openReceiver(): Promise<Receiver> {
  const server = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
  const upTo = async (count: number): Promise<Webhook[]> => {
    await expect.poll(() => server.received.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(count);
    return server.received.map(({ body }) => JSON.parse(body));
  };
  return { url: `${server.url}/webhooks/replies`, upTo, close: server.close };
}
