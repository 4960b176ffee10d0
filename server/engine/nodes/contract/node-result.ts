import type { Json, JsonObject } from '../../json';
import type { Expected, MessageContent } from '../../outbound-message';
import type { Effect, EffectError, EngineEvent, HttpResult, TraceStep } from '../../protocol';
import type { Loop, Wait } from '../../session';

/** What wakes a node that stands still. */
export type ResumeInput =
  | { type: 'answer'; text: string; value: Json | undefined }
  | { type: 'transferred'; status: TransferStatus; failReason: string | null }
  | { type: 'fired' }
  | { type: 'succeeded'; result: HttpResult }
  | { type: 'failed'; error: EffectError }
  | { type: 'event'; name: string; payload: Json }
  | { type: 'returned'; output: Json };

export type ResumeInputType = ResumeInput['type'];
export type ResumeInputOf<T extends ResumeInputType> = Extract<ResumeInput, { type: T }>;
export type TransferStatus = Extract<EngineEvent, { type: 'transfer.completed' }>['status'];

/** One rendered message before it is said; `text` is its plain rendering. */
export type RenderedMessage = { content: MessageContent; text: string; expected?: Expected };

export type Assignment = { name: string; value: Json };

/** Where the flow goes after a node has acted. */
export type Transition =
  | { type: 'exit'; exit: string }
  | { type: 'wait'; wait: Wait }
  | { type: 'call'; flow: string; variables: JsonObject }
  | { type: 'finish'; output: Json; text: string | null }
  | { type: 'fail'; code: FailureCode; message: string }
  /** What came was not meant for this node: the turn has not happened. */
  | { type: 'ignored'; reason: string };

/** Everything one visit to a node does, as data; applied in this order. */
export type NodeResult = {
  assign?: Assignment[];
  messages?: RenderedMessage[];
  effects?: Effect[];
  /** The node's own loop: a new position, or null when it is over. */
  loop?: Loop | null;
  trace?: Pick<TraceStep, 'branches' | 'answer' | 'effect' | 'usage' | 'recognition'>;
  transition: Transition;
};

/** Why a turn can end in failure. */
export type FailureCode =
  | 'loop'
  | 'expression_budget'
  | 'said_limit'
  | 'state_limit'
  | 'loop_items'
  | 'call_depth'
  | 'flow_missing'
  | 'node_missing';

/** Leaves by a named exit; one that is not wired ends the flow. */
export function goTo(exit: string): Transition {
  return { type: 'exit', exit };
}
