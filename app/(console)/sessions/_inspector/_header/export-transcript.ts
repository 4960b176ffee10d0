import type { MessageView, SessionEvent, SessionView, TurnView } from '@/app/_features/session/view';
import type { InboundContent } from '@/server/services/session/view';

/** Formats a conversation as plain text: a head, then a line for each message with its time in UTC. */
export function toTextTranscript(
  session: Pick<SessionView, 'id' | 'channel' | 'externalId' | 'createdAt' | 'status'>,
  flow: string,
  messages: readonly MessageView[],
): string {
  const head = [
    `Session ${session.id}`,
    `Flow: ${flow}`,
    `Channel: ${session.channel}${session.externalId === null ? '' : `, external id ${session.externalId}`}`,
    `Started: ${session.createdAt}`,
    `State: ${session.status.replaceAll('_', ' ')}`,
  ];
  return `${[...head, '', ...messages.flatMap(toLines)].join('\n')}\n`;
}

function toLines(message: MessageView): string[] {
  const who = message.direction === 'inbound' ? 'Person' : (message.sender?.name ?? 'Flow');
  const text = message.text === '' ? `(${message.kind})` : toWords(message);
  const stamp = `[${message.createdAt.slice(0, 19).replace('T', ' ')}] ${who}: `;
  const [first = '', ...rest] = text.split('\n');
  return [stamp + first, ...rest.map((line) => ' '.repeat(stamp.length) + line)];
}

function toWords({ direction, content, text }: MessageView): string {
  const input = direction === 'inbound' ? (content as InboundContent) : null;
  if (input?.type !== 'transfer') return text;
  return `(transfer ${input.status}${input.failReason ? `: ${input.failReason}` : ''})`;
}

/** Formats the data of a session as indented JSON. */
export function toJsonExport(
  session: SessionView,
  turns: readonly TurnView[],
  events: readonly SessionEvent[],
): string {
  return `${JSON.stringify({ format: 'parley.session', session, turns, events }, null, 2)}\n`;
}
