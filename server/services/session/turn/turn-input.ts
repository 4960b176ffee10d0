import type { MessageRow, SessionRow, TurnRow } from '@/server/db/session/row';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import type { ChannelFacts } from '../../channel/channel-facts';
import type { BaseContext } from '../../context';
import type { FlowTitles } from '../../flow/version/flow-titles';
import type { AdvanceSession } from './advance-request';
import type { ExecutedStep } from './run-steps';

/** The parts of the platform that turns and calls use. */
export type TurnDeps = Pick<
  BaseContext,
  | 'breakpoints'
  | 'channels'
  | 'clock'
  | 'db'
  | 'deliveries'
  | 'http'
  | 'ids'
  | 'log'
  | 'meters'
  | 'metrics'
  | 'origin'
  | 'processId'
  | 'programs'
  | 'renderers'
  | 'requestId'
  | 'secrets'
  | 'sessions'
  | 'tokens'
  | 'tracer'
>;

/** The fields that a request sets for its turns. */
export type TurnRequest = Pick<AdvanceSession, 'idempotencyKey' | 'cause' | 'syncReply'> & {
  /** Set for the start of a session that is no test. */
  pointers?: TurnCommit['pointers'];
};

export type TurnInput = {
  /** The session before the turns. */
  before: SessionRow;
  steps: readonly ExecutedStep[];
  /** The channel of the session; null where it has none. */
  channel: ChannelFacts | null;
  /** For the channel's webhooks; null where it has none. */
  titles: FlowTitles | null;
  request: TurnRequest;
};

/** The turns of one commit, with everything that is derived from them. */
export type TurnRecord = TurnInput & {
  /** The session after the turns. */
  session: SessionRow;
  turns: TurnRow[];
  messages: MessageRow[];
  at: Date;
};
