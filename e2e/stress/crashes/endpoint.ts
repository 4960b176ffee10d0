import { openTestHttpServer, type ReceivedRequest, sendJson } from '@/server/tools/test/http-server';
import { PATHS } from './steps';

/** The HTTP server that flows call and that receives webhooks. */
export type Endpoint = {
  url: string;
  received: ReceivedRequest[];
  /** Calls `caught` once at the next request for a path and does not respond to it. */
  arm(path: string, caught: () => void): void;
  disarm(): void;
  close(): Promise<void>;
};

// Ensures that some webhooks are always retried.
const FAILS_EVERY = 40;

/** Opens the server; it answers calls with "saved" and fails every nth webhook. */
export async function openEndpoint(failsEvery = FAILS_EVERY): Promise<Endpoint> {
  let armed: { path: string; caught: () => void } | null = null;
  let webhooks = 0;
  const server = await openTestHttpServer(({ path }, response) => {
    if (armed?.path === path) {
      const { caught } = armed;
      armed = null;
      caught();
      response.destroy();
      return;
    }
    if (path === PATHS.call) return sendJson(response, 200, { text: 'saved' });
    webhooks += 1;
    sendJson(response, webhooks % failsEvery === 0 ? 500 : 200, {});
  });
  return {
    url: server.url,
    received: server.received,
    arm: (path, caught) => {
      armed = { path, caught };
    },
    disarm: () => {
      armed = null;
    },
    close: server.close,
  };
}
