import { createHash } from 'node:crypto';
import type { SendToThread } from '@/server/services/thread/send/send-request';
import type { ThreadEntry } from '@/server/services/thread/send/thread-entry';
import { countCharacters, isLongerThan } from '@/server/shared/count-characters';
import { domainError } from '@/server/shared/errors';
import type { Json, JsonObject } from '@/server/shared/json';
import { MAX_TEXT_LENGTH } from './content-fields';
import { toVariables } from './metadata';
import type { Originator } from './originator';
import type { Payload } from './payload';
import type { PayloadContent } from './payload-content';

/** Prefix of sender ids from callers, who have shown these messages already. */
const MODERATOR = 'moderator|';

type MessageContent = Exclude<PayloadContent, { type: 'event' }>;

/** A payload as a thread entry. Throws limit_exceeded. */
export function toEntry(payload: Payload & MessageContent, channelId: string): ThreadEntry {
  requireShort(payload);
  const given = payload.traceId === null ? {} : { externalId: payload.traceId };
  if (payload.originator.role === 'moderator') {
    return {
      type: 'person',
      text: toPlainText(payload),
      sender: toSender(payload.originator, channelId),
      ...given,
    };
  }
  const { content, text, value } = toLineContent(payload);
  return { type: 'visitor', lines: [{ content, text, ...given }], ...(value !== undefined && { value }) };
}

type Line = Extract<ThreadEntry, { type: 'visitor' }>['lines'][number];

function toLineContent(message: MessageContent): Pick<Line, 'content' | 'text'> & { value?: Json } {
  const text = toPlainText(message);
  if (message.type === 'text') return { content: { type: 'text', text }, text };
  const { title } = message;
  if (message.type === 'location') {
    const { latitude, longitude } = message;
    const place = { latitude, longitude, ...(title !== null && { title }) };
    return { content: { type: 'location', ...place }, text, value: { ...place } as JsonObject };
  }
  const { mediaType, url, mime } = message;
  const content = { type: mediaType, url, ...(title !== null && { title }), ...(mime !== null && { mime }) };
  const value: JsonObject = { url, name: title, mime };
  return { content, text, value };
}

/** The content as text; media as its URL, which answers a question for a file. */
export function toPlainText(message: MessageContent): string {
  if (message.type === 'text') return message.text;
  if (message.type === 'media') return message.url;
  const place = `${message.latitude}, ${message.longitude}`;
  return message.title === null ? place : `${message.title}: ${place}`;
}

/** Throws limit_exceeded for a text that is too long. */
export function requireShort(message: PayloadContent): void {
  if (message.type !== 'text' || !isLongerThan(message.text, MAX_TEXT_LENGTH)) return;
  throw domainError('limit_exceeded', {
    limit: 'text characters',
    max: MAX_TEXT_LENGTH,
    actual: countCharacters(message.text),
  });
}

/** A moderator: the caller's id for them, else an id derived from their name. */
function toSender({ id, name }: Originator, channelId: string): { id: string; name: string } {
  const shown = name ?? 'Moderator';
  const derived = createHash('sha256').update(`${channelId}/${shown}`).digest('hex').slice(0, 32);
  return { id: `${MODERATOR}${id ?? derived}`, name: shown };
}

/** Whether a caller of this API named the sender. */
export function isCallersPerson({ id }: { id: string }): boolean {
  return id.startsWith(MODERATOR);
}

/** The variables and the profile that a payload carries. */
export function toFacts({
  originator,
  metadata,
}: Payload): Required<Pick<SendToThread, 'variables' | 'profile'>> {
  const variables = toVariables(metadata);
  if (originator.role === 'moderator') return { variables, profile: {} };
  return toPersonFacts(originator, variables);
}

/** The variables `user` and `profile`, and the profile that segments match. */
export function toPersonFacts(
  { name, profile, metadata }: Pick<Originator, 'name' | 'profile' | 'metadata'>,
  variables: JsonObject,
): { variables: JsonObject; profile: JsonObject } {
  const user = { name: name ?? '', role: 'external', ...(metadata && { metadata }) };
  const isNamed = name !== null || metadata !== null;
  return {
    variables: { ...variables, ...(isNamed && { user }), ...(profile && { profile }) },
    profile: { ...profile, ...(name !== null && { name }), ...(metadata && { metadata }) },
  };
}
