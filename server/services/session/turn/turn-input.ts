import type { MessageRow, SessionRow, TurnRow } from '@/server/db/session/row';
import type { ChannelFacts } from '../../channel/channel-facts';
import type { Platform } from '../../context';
import type { ExecutedStep } from './run-steps';

export type Making = Pick<Platform, 'ids' | 'clock' | 'processId' | 'renderers' | 'secrets' | 'tracer'>;

export type TurnInput = {
  /** The session before the turns. */
  before: SessionRow;
  steps: readonly ExecutedStep[];
  /** The channel of the session, where it has one. */
  channel: ChannelFacts | null;
  idempotencyKey: string | null;
  endedEffect: string | null;
  endedTimer: string | null;
  endedArrival: string | null;
  /** The input whose answers its caller gets in the response, and until when. */
  direct?: SessionRow['direct'];
};

export type TurnRecord = TurnInput & {
  /** The session after the turns. */
  session: SessionRow;
  turns: TurnRow[];
  messages: MessageRow[];
  at: Date;
};

/** Tells whether what the flow says is only proposed to people. */
export function isSuggestionsOnly(channel: ChannelFacts | null): boolean {
  return channel?.room?.mode === 'suggestions';
}
