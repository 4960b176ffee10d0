import type { Json, JsonObject } from '../../json';
import type { RenderedMessage } from '../../outbound-message';
import type { Effect, EffectError, EngineEvent, HttpResult, TraceStep } from '../../protocol';
import type { Loop, ModelRun, Wait } from '../../session';

/** The input that resumes a waiting node. */
export type ResumeInput =
  | { type: 'answer'; text: string; value: Json | undefined }
  | { type: 'transferred'; status: TransferStatus; failReason: string | null }
  | { type: 'fired' }
  | { type: 'succeeded'; result: HttpResult }
  | { type: 'failed'; error: EffectError }
  /** A new message ended the call. */
  | { type: 'interrupted' }
  | { type: 'event'; name: string; payload: Json }
  /** `failure` says why a flow that a model called as a tool has no output. */
  | { type: 'returned'; output: Json; failure?: string };

export type ResumeInputType = ResumeInput['type'];
export type ResumeInputOf<T extends ResumeInputType> = Extract<ResumeInput, { type: T }>;
type TransferStatus = Extract<EngineEvent, { type: 'transfer.completed' }>['status'];

export type Assignment = { name: string; value: Json };

/** Where the flow goes after a node. */
export type Transition =
  | { type: 'exit'; exit: string }
  | { type: 'wait'; wait: Wait }
  /** `replaces` goes on in the other flow instead of coming back; `shares` lets it work on the same variables. */
  | { type: 'call'; flow: string; node?: string; variables: JsonObject; replaces: boolean; shares: boolean }
  | { type: 'finish'; output: Json; text: string | null }
  | { type: 'fail'; code: FailureCode; message: string }
  /** The input does not concern this node; the turn is discarded. */
  | { type: 'ignored'; reason: string };

/** The result of one visit to a node, as data; the parts are applied in this order. */
export type NodeResult = {
  assign?: Assignment[];
  /** Sends the channel's disclosure first: the node has the words of a model. */
  discloses?: true;
  messages?: RenderedMessage[];
  /** The first of `messages` takes the place of the last message of the turn. */
  replacesLast?: true;
  effects?: Effect[];
  /** The new position in the node's own loop; null ends the loop. */
  loop?: Loop | null;
  /** The rounds of the model at the node so far; null when it leaves. */
  model?: ModelRun | null;
  trace?: Pick<TraceStep, 'branches' | 'answer' | 'effect' | 'usage' | 'tools' | 'recognition'>;
  transition: Transition;
};

/** Why a turn failed. */
export type FailureCode =
  | 'loop'
  | 'expression_budget'
  | 'said_limit'
  | 'state_limit'
  | 'loop_items'
  | 'call_depth'
  | 'flow_missing'
  | 'invalid_input'
  | 'invalid_output'
  | 'node_missing';

/** Takes a named exit; an exit that is not wired ends the flow. */
export function goTo(exit: string): Transition {
  return { type: 'exit', exit };
}
