import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Actor, Platform } from '@/server/services/context';
import { appRouter } from '@/server/trpc/root';

const ENDPOINT = '/api/trpc';

/** A raw tRPC response. */
type ConsoleAnswer = { status: number; text: string; data: unknown };

export type ConsoleClient = {
  query(path: string, input: object): Promise<ConsoleAnswer>;
  mutate(path: string, input: object): Promise<ConsoleAnswer>;
};

/** Calls procedures over HTTP as a browser does, so that both directions are text. */
export function openConsole(platform: Platform, actor: Actor): ConsoleClient {
  const send = async (path: string, init: RequestInit): Promise<ConsoleAnswer> => {
    const response = await fetchRequestHandler({
      endpoint: ENDPOINT,
      req: new Request(`http://console.test${ENDPOINT}/${path}`, init),
      router: appRouter,
      createContext: async () => ({ platform, actor, requestId: 'stress' }),
    });
    const text = await response.text();
    const { result } = JSON.parse(text) as { result?: { data?: unknown } };
    return { status: response.status, text, data: result?.data };
  };
  const headers = { 'content-type': 'application/json' };
  return {
    query: (path, input) => send(`${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {}),
    mutate: (path, input) => send(path, { method: 'POST', headers, body: JSON.stringify(input) }),
  };
}
