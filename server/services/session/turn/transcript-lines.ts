import type { Json } from '@/server/engine/json';
import type { OutboundMessage } from '@/server/engine/outbound-message';
import type { InboundContent } from '../view';
import type { TranscriptLine, TurnStep } from './turn-step';

/** The lines that a step heard: those it brings, or what its event says. */
export function toInboundLines({ event, lines }: TurnStep): TranscriptLine[] {
  if (lines) return lines;
  const inbound = toInboundContent(event);
  if (!inbound) return [];
  return [toInboundLine(inbound, textOf(inbound), inputIdOf(event))];
}

/** A line of what a person said or did. The last line of an input bears its id. */
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

/** A line of what the flow said. */
export function toOutboundLine({
  content,
  text,
  expected,
  inputId,
  nodeId,
}: OutboundMessage): TranscriptLine {
  const stored = { content: content as unknown as Json, text, ...(expected && { expected }) };
  return { direction: 'outbound', kind: content.type, content: stored, inputId, nodeId };
}

/** The input an event is, or answers to. */
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
