import type { SuggestionView } from '@/server/services/delivery/rendering/webhook-renderer';
import type { ThreadEntry, VisitorLine } from '@/server/services/thread/send/thread-entry';
import type { NamedThings } from './check-messages';
import { findReply } from './mail/find-reply';
import type { MessageInput } from './schemas';

/** A batch as thread entries: consecutive visitor messages are one input, each user message is an entry. */
export function toEntries(
  messages: readonly MessageInput[],
  named: NamedThings,
  botName: string,
): ThreadEntry[] {
  const entries: ThreadEntry[] = [];
  for (const message of messages) {
    const last = entries.at(-1);
    if (message.sender_type === 'user') entries.push(toPersonEntry(message, named, botName));
    else if (last?.type === 'visitor') last.lines.push(toLine(message));
    else entries.push({ type: 'visitor', lines: [toLine(message)] });
  }
  return entries;
}

function toLine({ body, message_id: externalId }: MessageInput): VisitorLine {
  return { content: { type: 'text', text: body }, text: body, reply: findReply(body), externalId };
}

function toPersonEntry(message: MessageInput, named: NamedThings, botName: string): ThreadEntry {
  const { body, sender_id: id, message_id: externalId, selected_reply_suggestion_id: suggestionId } = message;
  const speaker = named.speakers.get(id);
  const isBot = speaker?.isBot ?? false;
  const suggestion = suggestionId === null ? undefined : named.suggestions.get(suggestionId);
  return {
    type: 'person',
    text: body,
    sender: { id: speaker?.id ?? id, name: isBot ? botName : (speaker?.name ?? '') },
    externalId,
    // A bot speaks for the flow, which therefore keeps control.
    takesControl: !isBot,
    ...(suggestion && { suggestionId: suggestion.id, suggestion: toQuoted(suggestion) }),
  };
}

function toQuoted({ id, text, score, messageId }: SuggestionView) {
  return { id, text, score, messageId };
}
