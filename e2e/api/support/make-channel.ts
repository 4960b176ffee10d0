import { ask, requireBody, type Target } from './target';

/** A channel of the management API; only the fields that tests read are typed. */
type MadeChannel = { id: string; publicKey: string | null; roomId: string | null };
export type WithSecret = { channel: MadeChannel; webhookSecret: string | null };

/** Makes a channel through the management API. */
export function makeChannel(target: Target, body: object): Promise<WithSecret> {
  return post(target, '/channels', { name: 'Made for a test', ...body });
}

/** Makes a room through the management API; returns its id. */
export async function makeRoom(target: Target, body: object): Promise<string> {
  return (await post<{ id: string }>(target, '/rooms', { name: 'Made for a test', ...body })).id;
}

/** Creates an API key bound to one channel; returns its secret. */
export async function makeChannelKey(target: Target, channelId: string): Promise<string> {
  const scopes = ['sessions:read', 'sessions:write', 'channels:read', 'flows:read'];
  const body = { name: 'Made for a test', scopes, channelId };
  return (await post<{ secret: string }>(target, '/api-keys', body)).secret;
}

async function post<Body>(target: Target, path: string, body: object): Promise<Body> {
  return requireBody(await ask<Body>(target, 'POST', `/api/v1/orgs/${target.orgId}${path}`, { body }), 201);
}
