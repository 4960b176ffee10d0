import type { ServiceContext } from '@/server/services/context';
import type { SuggestionView } from '@/server/services/delivery/rendering/webhook-renderer';
import { findPerson } from '@/server/services/member/find-person';
import { getSession } from '@/server/services/session/get-session';
import { findSuggestion } from '@/server/services/thread/find-suggestion';
import { findThread } from '@/server/services/thread/find-thread';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import type { MessageInput } from './schemas';

type Speaker = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** The users and the suggestions that messages name by id. */
export type NamedThings = {
  speakers: ReadonlyMap<string, Speaker>;
  suggestions: ReadonlyMap<string, SuggestionView>;
};

/** A message and its index in the request. */
export type PlacedMessage = MessageInput & { place: number };

/**
 * Finds the users and suggestions that messages name (WIRE.md#message-input). Throws invalid_request, naming each field
 * whose user is not of the organization or whose suggestion is not of the open chat session.
 */
export async function checkMessages(
  ctx: ServiceContext,
  channelId: string,
  messages: readonly PlacedMessage[],
): Promise<NamedThings> {
  const speakers = await findAll(messages.map(senderOf), (id) => findPerson(ctx, id));
  const suggestions = await findAll(
    messages.map(({ selected_reply_suggestion_id: id }) => id),
    (suggestionId) => findSuggestion(ctx, { suggestionId }),
  );
  const isQuoting = messages.some(({ selected_reply_suggestion_id: id }) => id !== null);
  const chatId = isQuoting ? await findOpenChat(ctx, channelId, messages[0]?.thread_id ?? '') : null;
  const issues = messages.flatMap((message) => [
    ...toIssues(message, 'sender_id', checkSender(message, speakers)),
    ...toIssues(message, 'selected_reply_suggestion_id', checkSuggestion(message, suggestions, chatId)),
  ]);
  if (issues.length > 0) throw domainError('invalid_request', { issues });
  return { speakers, suggestions };
}

function senderOf({ sender_type: type, sender_id: id }: MessageInput): string | null {
  return type === 'user' ? id : null;
}

async function findAll<T>(
  ids: readonly (string | null)[],
  find: (id: string) => Promise<T | null>,
): Promise<Map<string, T>> {
  const all = new Map<string, T>();
  for (const id of new Set(ids)) {
    const found = id === null ? null : await find(id);
    if (id !== null && found !== null) all.set(id, found);
  }
  return all;
}

/** The id of the thread's open chat session; null without one. */
async function findOpenChat(
  ctx: ServiceContext,
  channelId: string,
  externalId: string,
): Promise<string | null> {
  const thread = await findThread(ctx, { channelId, externalId });
  if (!thread?.sessionId) return null;
  const session = await getSession(ctx, { sessionId: thread.sessionId });
  return session.finishedAt ? null : session.id;
}

function toIssues({ place }: PlacedMessage, field: string, message: string | null): FieldIssue[] {
  return message === null ? [] : [{ path: ['messages', place, field], message }];
}

function checkSender(message: MessageInput, speakers: NamedThings['speakers']): string | null {
  const id = senderOf(message);
  return id === null || speakers.has(id) ? null : 'Must be the UUID of a user in the same organization.';
}

function checkSuggestion(
  { sender_type: type, selected_reply_suggestion_id: id }: MessageInput,
  suggestions: NamedThings['suggestions'],
  chatId: string | null,
): string | null {
  if (id === null) return null;
  if (type === 'visitor')
    return 'Only messages of the sender_type "user" can be based on a reply suggestion.';
  if (chatId === null) return 'A reply suggestion cannot be used in a new conversation.';
  if (suggestions.get(id)?.sessionId === chatId) return null;
  return 'The reply suggestion does not belong to this chat session.';
}
