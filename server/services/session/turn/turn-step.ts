import type { MessageRow, TokenUsage } from '@/server/db/session/row';
import type { EngineEvent } from '@/server/engine/protocol';

/** What happens to a session outside its flow. */
export type ShellEvent = { type: 'session.ended'; at: number } | { type: 'assignee.released'; at: number };

/** One line of the transcript that a step writes. */
export type TranscriptLine = Pick<MessageRow, 'direction' | 'kind' | 'content' | 'inputId' | 'nodeId'> & {
  /** Known where somebody refers to the line; else made. */
  id?: string;
};

/** One thing that happens to a session; each becomes a turn of its own, several of them one commit. */
export type TurnStep = {
  event: EngineEvent | ShellEvent;
  /** What the transcript keeps of it; read off the event unless given. */
  lines?: TranscriptLine[];
  /** Whether somebody waits for a person from now on; told by the event and the room unless given. */
  waiting?: boolean;
  /** Who answers from now on; as it was unless told. */
  assigneeId?: string | null;
  /** Kept as a turn even where the flow has no use for it. */
  isKept?: true;
  /** When the control that the event changes goes back to the flow, in milliseconds since 1970. */
  controlUntil?: number;
  /** How many events led to it, where one did. */
  eventDepth?: number;
  usage?: TokenUsage | null;
};

/** The timer that gives control back to the flow. */
export const CONTROL_TIMER = 'control';
