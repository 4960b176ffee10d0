import type { Json } from '@/server/engine/json';
import type { OutboundMessage } from '@/server/engine/outbound-message';
import type { ChannelFacts } from '../../channel/channel-facts';
import type { InboundContent } from '../view';
import type { ExecutedStep } from './run-steps';
import type { TranscriptLine, TurnStep } from './turn-step';

/** The lines that an executed step adds to the transcript: its input, then the flow's messages. */
export function toLines({ step, result }: ExecutedStep, channel: ChannelFacts | null): TranscriptLine[] {
  const lines = toInboundLines(step);
  return isSuggestionsOnly(channel) ? lines : [...lines, ...result.messages.map(toOutboundLine)];
}

/** Tells whether the flow's messages are only suggested to the people who answer. */
export function isSuggestionsOnly(channel: ChannelFacts | null): boolean {
  return channel?.room?.mode === 'suggestions';
}

function toInboundLines({ event, lines }: TurnStep): TranscriptLine[] {
  if (lines) return lines;
  const inbound = toInboundContent(event);
  return inbound ? [toInboundLine(inbound, textOf(inbound), inputIdOf(event))] : [];
}

/** Makes the line of an input. The last line of an input has the input's id. */
export function toInboundLine(
  inbound: InboundContent,
  text: string,
  inputId: string | null,
  { externalId, isLast = true }: { externalId?: string | undefined; isLast?: boolean } = {},
): TranscriptLine {
  const content = {
    content: inbound as unknown as Json,
    text,
    ...(externalId !== undefined && { externalId }),
  };
  const line = { direction: 'inbound' as const, kind: inbound.type, content, inputId, nodeId: null };
  return isLast && inputId !== null ? { ...line, id: inputId } : line;
}

function toOutboundLine({ content, text, expected, inputId, nodeId }: OutboundMessage): TranscriptLine {
  const stored = { content: content as unknown as Json, text, ...(expected && { expected }) };
  return { direction: 'outbound', kind: content.type, content: stored, inputId, nodeId };
}

/** The id of the input that an event is or answers; null for none. */
export function inputIdOf(event: TurnStep['event']): string | null {
  return ('inputId' in event && event.inputId) || null;
}

function textOf(inbound: InboundContent): string {
  if (inbound.type === 'text') return inbound.text;
  return inbound.type === 'transfer' ? (inbound.failReason ?? inbound.status) : '';
}

function toInboundContent(event: TurnStep['event']): InboundContent | null {
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
