import type { ThreadEntry, VisitorLine } from '@/server/services/thread/thread-entry';
import type { Speakers } from './check-messages';
import type { MessageInput } from './schemas';

/** A batch as entries of a thread: what visitors say in a row is one input of several lines, each user's message its own. */
export function toEntries(
  messages: readonly MessageInput[],
  speakers: Speakers,
  botName: string,
): ThreadEntry[] {
  const entries: ThreadEntry[] = [];
  for (const message of messages) {
    const last = entries.at(-1);
    if (message.sender_type === 'user') entries.push(toPersonEntry(message, speakers, botName));
    else if (last?.type === 'visitor') last.lines.push(toLine(message));
    else entries.push({ type: 'visitor', lines: [toLine(message)] });
  }
  return entries;
}

function toLine({ body, message_id: externalId }: MessageInput): VisitorLine {
  return { content: { type: 'text', text: body }, text: body, externalId };
}

function toPersonEntry(message: MessageInput, speakers: Speakers, botName: string): ThreadEntry {
  const { body, sender_id: id, message_id: externalId, selected_reply_suggestion_id: suggestionId } = message;
  const speaker = speakers.get(id);
  const isBot = speaker?.isBot ?? false;
  return {
    type: 'person',
    text: body,
    sender: { id: speaker?.id ?? id, name: isBot ? botName : (speaker?.name ?? '') },
    externalId,
    // A bot's answer is the flow's own, so it does not take the conversation from it.
    takesControl: !isBot,
    ...(suggestionId !== null && { suggestionId }),
  };
}
