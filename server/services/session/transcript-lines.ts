import type { Json } from '@/server/engine/json';
import type { OutboundMessage } from '@/server/engine/outbound-message';
import type { Line, TurnStep } from './turn-step';
import type { HeardContent } from './view';

/** The lines that a step heard: those it brings, or what its event says. */
export function toHeardLines({ event, lines }: TurnStep): Line[] {
  if (lines) return lines;
  const heard = toHeard(event);
  if (!heard) return [];
  return [toHeardLine(heard, textOf(heard), inputIdOf(event))];
}

/** A line of what a person said or did. The last line of an input bears its id. */
export function toHeardLine(
  heard: HeardContent,
  text: string,
  inputId: string | null,
  { externalId, isLast = true }: { externalId?: string | undefined; isLast?: boolean } = {},
): Line {
  const content = {
    content: heard as unknown as Json,
    text,
    ...(externalId !== undefined && { externalId }),
  };
  const line = { direction: 'inbound' as const, kind: heard.type, content, inputId, nodeId: null };
  return isLast && inputId !== null ? { ...line, id: inputId } : line;
}

/** A line of what the flow said. */
export function toSaidLine({ content, text, expected, inputId, nodeId }: OutboundMessage): Line {
  const stored = { content: content as unknown as Json, text, ...(expected && { expected }) };
  return { direction: 'outbound', kind: content.type, content: stored, inputId, nodeId };
}

/** The input an event is, or answers to. */
export function inputIdOf(event: TurnStep['event']): string | null {
  return ('inputId' in event && event.inputId) || null;
}

function textOf(heard: HeardContent): string {
  if (heard.type === 'text') return heard.text;
  return heard.type === 'transfer' ? (heard.failReason ?? heard.status) : '';
}

function toHeard(event: TurnStep['event']): HeardContent | null {
  switch (event.type) {
    case 'message':
      return { type: 'text', text: event.text, ...(event.value !== undefined && { value: event.value }) };
    case 'choice':
      return { type: 'text', text: event.value };
    case 'transfer.completed': {
      const { status, failReason } = event;
      return { type: 'transfer', status, ...(failReason !== undefined && { failReason }) };
    }
    default:
      return null;
  }
}
