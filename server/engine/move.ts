import type { Json, JsonObject } from './json';
import type { Effect, EffectError, EngineEvent, HttpResult, TraceStep } from './protocol';
import type { Expected, SaidContent } from './said';
import type { Loop, Wait } from './session';

/** What wakes a node that stands still. */
export type Input =
  | { type: 'answer'; text: string; value: Json | undefined }
  | { type: 'transferred'; status: TransferStatus; failReason: string | null }
  | { type: 'fired' }
  | { type: 'succeeded'; result: HttpResult }
  | { type: 'failed'; error: EffectError }
  | { type: 'event'; name: string; payload: Json }
  | { type: 'returned'; output: Json };

export type InputType = Input['type'];
export type InputOf<T extends InputType> = Extract<Input, { type: T }>;
export type TransferStatus = Extract<EngineEvent, { type: 'transfer.completed' }>['status'];

/** One rendered message before it is said; `text` is its plain rendering. */
export type Utterance = { content: SaidContent; text: string; expected?: Expected };

export type Assignment = { name: string; value: Json };

/** Where the flow goes after a node has acted. */
export type Go =
  | { to: 'exit'; exit: string }
  | { to: 'wait'; wait: Wait }
  | { to: 'call'; flow: string; variables: JsonObject }
  | { to: 'finish'; output: Json; text: string | null }
  | { to: 'fail'; code: FailureCode; message: string }
  /** What came was not meant for this node: the turn has not happened. */
  | { to: 'nowhere'; reason: string };

/** Everything one visit to a node does, as data; applied in this order. */
export type Move = {
  assign?: Assignment[];
  say?: Utterance[];
  effects?: Effect[];
  /** The node's own loop: a new position, or null when it is over. */
  loop?: Loop | null;
  trace?: Pick<TraceStep, 'branches' | 'answer' | 'effect' | 'usage' | 'recognition'>;
  go: Go;
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
export function leaveBy(exit: string): Go {
  return { to: 'exit', exit };
}
