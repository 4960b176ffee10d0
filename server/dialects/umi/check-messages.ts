import type { ServiceContext } from '@/server/services/context';
import { findPerson } from '@/server/services/member/find-person';
import { getSession } from '@/server/services/session/get-session';
import { findThread } from '@/server/services/thread/find-thread';
import { findSuggestion } from '@/server/services/thread/get-suggestion';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import type { MessageInput } from './schemas';

type Speaker = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** Who speaks in a batch, by the id in `sender_id`. */
export type Speakers = ReadonlyMap<string, Speaker>;

/** A message and its place in the request. */
export type PlacedMessage = MessageInput & { place: number };

/**
 * Checks what only the organization's data can tell of messages (seed 2.1): that users are people or bots of the
 * organization, and that suggestions belong to the chat session that goes on. Throws invalid_request naming every field.
 */
export async function checkMessages(
  ctx: ServiceContext,
  channelId: string,
  messages: readonly PlacedMessage[],
): Promise<Speakers> {
  const speakers = await findSpeakers(ctx, messages);
  const named = messages.some(({ selected_reply_suggestion_id: id }) => id !== null);
  const chatId = named ? await findOpenChat(ctx, channelId, messages[0]?.thread_id ?? '') : null;
  const issues = await Promise.all(
    messages.map(async (message) => [
      ...complainOfSender(message, speakers),
      ...(await complainOfSuggestion(ctx, message, chatId)),
    ]),
  );
  if (issues.flat().length > 0) throw domainError('invalid_request', { issues: issues.flat() });
  return speakers;
}

async function findSpeakers(ctx: ServiceContext, messages: readonly MessageInput[]): Promise<Speakers> {
  const ids = new Set(
    messages.flatMap((message) => (message.sender_type === 'user' ? [message.sender_id] : [])),
  );
  const found = await Promise.all([...ids].map(async (id) => [id, await findPerson(ctx, id)] as const));
  return new Map(found.filter((entry): entry is [string, Speaker] => entry[1] !== null));
}

function complainOfSender(
  { place, sender_type: type, sender_id: id }: PlacedMessage,
  speakers: Speakers,
): FieldIssue[] {
  if (type === 'visitor' || speakers.has(id)) return [];
  const path = ['messages', place, 'sender_id'];
  return [{ path, message: 'Must be the UUID of a user in the same organization.' }];
}

/** The thread's chat session, if it goes on. */
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

async function complainOfSuggestion(
  ctx: ServiceContext,
  message: PlacedMessage,
  chatId: string | null,
): Promise<FieldIssue[]> {
  const complaint = await judgeSuggestion(ctx, message, chatId);
  const path = ['messages', message.place, 'selected_reply_suggestion_id'];
  return complaint === null ? [] : [{ path, message: complaint }];
}

async function judgeSuggestion(
  ctx: ServiceContext,
  { sender_type: type, selected_reply_suggestion_id: suggestionId }: MessageInput,
  chatId: string | null,
): Promise<string | null> {
  if (suggestionId === null) return null;
  if (type === 'visitor')
    return 'Only messages of the sender_type "user" can be based on a reply suggestion.';
  if (chatId === null) return 'A reply suggestion cannot be used in a new conversation.';
  const suggestion = await findSuggestion(ctx, { suggestionId });
  return suggestion?.sessionId === chatId
    ? null
    : 'The reply suggestion does not belong to this chat session.';
}
