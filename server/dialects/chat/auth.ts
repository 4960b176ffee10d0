import { parseFormData } from '@/server/http/body/form/parse-form-data';
import { parseJson, requireJsonType } from '@/server/http/body/parse-json';
import type { AuthRequest } from '@/server/http/routing/auth-request';
import { admitOrigin } from '@/server/http/routing/cors';
import type { Authenticate } from '@/server/http/routing/surface';
import type { ChannelFacts, ChannelOf } from '@/server/services/channel/channel-facts';
import { PUBLIC_KEY } from '@/server/services/channel/keys/public-key';
import type { Actor, Platform, ServiceContext } from '@/server/services/context';
import { parseFileSignature } from '@/server/services/upload/file-link';
import { domainError, isDomainError } from '@/server/shared/errors';
import { endOfKey, readSession } from './session-token';

/** The vendor's header for a publishable key. */
export const KEY_HEADER = 'X-Comerix-Public-Key';

const BEARER = /^Bearer +(\S+)$/i;

export type ChatChannel = ChannelOf<'chat'>;

/** Authenticates a visitor by session token; throws credential_missing, credential_invalid, channel_disabled. */
export const authenticateSession: Authenticate = async (platform, { headers }, authRequest) => {
  const header = headers.get('authorization')?.trim();
  if (!header) throw domainError('credential_missing', {});
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) throw domainError('credential_invalid', { reason: 'malformed' });
  const { orgId, channelId, threadId, key, expiresAt } = readSession(platform, token);
  const channel = await findChannel(platform, orgId, channelId);
  // First, because a page can read a refusal only when the response names its origin.
  if (channel) admitOrigin(authRequest, channel.settings.allowedOrigins);
  if (!channel?.enabled || endOfKey(channel.publicKey) !== key) throw disabled(channelId);
  if (platform.clock.now() >= expiresAt) throw domainError('credential_invalid', { reason: 'expired' });
  return { type: 'visitor', orgId, channelId, threadId };
};

/** Authenticates a page by the publishable key in query, header or body; throws invalid_request, channel_disabled. */
export const authenticateKey: Authenticate = async (platform, { url, headers }, authRequest) =>
  admitKey(platform, authRequest, queryKey(url) ?? headers.get(KEY_HEADER) ?? (await bodyKey(authRequest)));

/** The same for a body that is a multipart form. */
export const authenticateKeyInForm: Authenticate = async (platform, { url, headers }, authRequest) =>
  admitKey(platform, authRequest, queryKey(url) ?? headers.get(KEY_HEADER) ?? (await formKey(authRequest)));

/** Authenticates by the signature in the URL of a file; throws not_found. */
export const authenticateFile: Authenticate = async (platform, { url }) => {
  const { pathname, searchParams } = new URL(url);
  const id = pathname.split('/').at(-1) ?? '';
  const claims = parseFileSignature(platform, searchParams.get('signature') ?? '');
  if (claims?.uploadId !== id) throw domainError('not_found', { thing: 'upload', id });
  return { type: 'visitor', orgId: claims.orgId, channelId: claims.channelId, threadId: null };
};

/** The visitor's channel; throws permission_denied for other callers. */
export async function getVisitedChannel({ actor, channels }: ServiceContext): Promise<ChatChannel> {
  if (actor.type !== 'visitor') throw domainError('permission_denied', { scope: null });
  return requireChat(await channels.get(actor.orgId, actor.channelId));
}

/** The visitor's conversation; throws credential_missing for callers without one. */
export function getOwnThread({ actor }: ServiceContext): { channelId: string; threadId: string } {
  if (actor.type !== 'visitor' || actor.threadId === null) throw domainError('credential_missing', {});
  return { channelId: actor.channelId, threadId: actor.threadId };
}

/** Whether a request carries a credential of ours; reads no database. */
export function isKnownCaller(platform: Platform, { url, headers }: Request): boolean {
  const token = BEARER.exec(headers.get('authorization')?.trim() ?? '')?.[1];
  if (token !== undefined) return isOurs(platform, token);
  const signature = url.includes('signature=') ? new URL(url).searchParams.get('signature') : null;
  if (signature !== null) return parseFileSignature(platform, signature) !== null;
  const key = queryKey(url) ?? headers.get(KEY_HEADER);
  return key !== null && platform.channels.knowsKey(key);
}

function isOurs(platform: Platform, token: string): boolean {
  try {
    readSession(platform, token);
    return true;
  } catch (error) {
    if (isDomainError(error)) return false;
    throw error;
  }
}

async function admitKey(platform: Platform, authRequest: AuthRequest, key: string | null): Promise<Actor> {
  if (!key) throw missingKey();
  const channel = await platform.channels.findByKey(key);
  if (channel?.kind !== 'chat') throw disabled(key);
  admitOrigin(authRequest, channel.settings.allowedOrigins);
  if (!channel.enabled) throw disabled(channel.id);
  return { type: 'visitor', orgId: channel.orgId, channelId: channel.id, threadId: null };
}

function queryKey(url: string): string | null {
  return url.includes('publicKey=') ? new URL(url).searchParams.get('publicKey') : null;
}

async function bodyKey({ request, readBytes }: AuthRequest): Promise<string | null> {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  const bytes = await readBytes();
  requireJsonType(request.headers.get('content-type'), bytes);
  const body = parseJson(bytes);
  const key = typeof body === 'object' && body !== null ? Reflect.get(body, 'publicKey') : undefined;
  if (key === undefined) return null;
  if (typeof key === 'string' && PUBLIC_KEY.test(key)) return key;
  const message = `must match ${PUBLIC_KEY.source}`;
  throw domainError('invalid_request', { issues: [{ path: ['publicKey'], message }] });
}

async function formKey({ request, readBytes }: AuthRequest): Promise<string | null> {
  const form = await parseFormData(request.headers.get('content-type'), await readBytes());
  return form.fields.get('publicKey') ?? null;
}

async function findChannel(
  platform: Platform,
  orgId: string,
  channelId: string,
): Promise<ChatChannel | null> {
  try {
    return requireChat(await platform.channels.get(orgId, channelId));
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

function requireChat(channel: ChannelFacts): ChatChannel {
  if (channel.kind === 'chat') return channel;
  throw disabled(channel.id);
}

function disabled(channelId: string) {
  return domainError('channel_disabled', { channelId });
}

function missingKey() {
  const issue = { path: ['publicKey'], message: 'is required', missing: true as const };
  return domainError('invalid_request', { issues: [issue] });
}
