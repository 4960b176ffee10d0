import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Platform } from '@/server/services/context';
import { openDirectMount } from './direct-mount';
import type { Reply } from './target';

const GRACE_SECONDS = 0.05;

/** Sends half a body to a server with a short body timeout; returns the response. */
export async function sendSlowly<Body>(
  platform: Platform,
  path: string,
  headers: Record<string, string>,
): Promise<Reply<Body>> {
  const mount = await openDirectMount(platform, { env: { PARLEY_BODY_GRACE_SECONDS: GRACE_SECONDS } });
  const asking = request(`${mount.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': '1000', ...headers },
  });
  asking.on('error', () => undefined).write('{');
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const answer = await text(response);
  asking.destroy();
  await mount.close();
  return {
    status: response.statusCode ?? 0,
    headers: new Headers(response.headers as Record<string, string>),
    text: answer,
    body: JSON.parse(answer),
  };
}
