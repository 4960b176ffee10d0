import type { Explanation } from './expression/explain';
import type { Json, JsonObject } from './json';
import type { OutboundMessage } from './outbound-message';
import type { Failure, SessionState } from './session';
import type { TemplateMiss } from './template/render-template';

/** What happens to a session. `at` is milliseconds since 1970; `inputId` names an input so that its answers can be found. */
export type EngineEvent =
  /** `visitor`: what a visitor's page sent, kept apart from the variables. */
  | { type: 'started'; at: number; inputId: string; variables: JsonObject; visitor?: JsonObject }
  /**
   * `keep`: what the flow does not listen to now is taken all the same, for people to read. `merge`: what must wait joins
   * what waits already.
   */
  | {
      type: 'message';
      at: number;
      inputId: string;
      text: string;
      value?: Json;
      keep?: true;
      merge?: true;
    }
  /** A person answered in the flow's place; `takes` gives them control. */
  | { type: 'person.replied'; at: number; takes: boolean }
  | { type: 'choice'; at: number; inputId: string; value: string }
  | {
      type: 'transfer.completed';
      at: number;
      inputId: string;
      status: 'success' | 'failed' | 'hangup';
      failReason?: string;
    }
  | { type: 'timer.fired'; at: number; timer: string }
  | { type: 'effect.succeeded'; at: number; effect: string; result: HttpResult }
  | { type: 'effect.failed'; at: number; effect: string; error: EffectError }
  | { type: 'event.received'; at: number; inputId?: string; name: string; payload: Json }
  | { type: 'variables.changed'; at: number; set: JsonObject; visitor?: JsonObject }
  | { type: 'control.changed'; at: number; control: 'flow' | 'human' };

/** `attempts` is filled in by the shell; `body` is parsed JSON when the response said so, else text. */
export type HttpResult = {
  status: number;
  headers: Record<string, string>;
  body: Json;
  durationMs: number;
  attempts: number;
};
/** `code`: blocked, timeout, network, status (a status outside 2xx, then `response` is set), too_large. */
export type EffectError = {
  code: string;
  message: string;
  attempts: number;
  durationMs: number;
  response?: HttpResult;
};

export type HttpRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  timeoutMs: number;
  maxAttempts: number;
};

/** What the shell is asked to do. Keys are derived: "<turn>:<index>". */
export type Effect =
  | { type: 'http.call'; key: string; nodeId: string; request: HttpRequest }
  | { type: 'timer.set'; key: string; dueAt: number }
  | { type: 'timer.cancel'; key: string }
  | { type: 'event.emit'; key: string; name: string; payload: Json }
  /** A reply proposed to a person; `score` is 0 to 1. */
  | { type: 'suggest'; key: string; text: string; score: number | null };

export type VariableChange = {
  name: string;
  before: Json | null;
  after: Json | null;
};

export type BranchTrace = { branch: string; explanation: Explanation };

/** Tokens as the model's server counted them; `model` is the one that was asked. */
export type ModelUsage = {
  model: string;
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
};

/** How a text was told to be about one of several things: `like` is the example or keyword that decided. */
export type Recognition = {
  text: string;
  branch: string | null;
  by: 'example' | 'keyword' | 'likeness' | null;
  like: string | null;
  /** From 0 to 1, of the best that was found where likeness decided or failed to. */
  score: number | null;
  /** The score from which on likeness counts. */
  threshold: number;
};

/** What one visit to a node did and why. `exit` is null where the flow stood still, ended or failed. */
export type TraceStep = {
  nodeId: string;
  kind: string;
  /** Slug of the called flow the node belongs to; empty for the session's own. */
  flow: string;
  phase: 'enter' | 'resume';
  exit: string | null;
  next: string | null;
  changed?: VariableChange[];
  branches?: BranchTrace[];
  misses?: TemplateMiss[];
  answer?: {
    accepted: boolean;
    value?: Json;
    reason?: string;
    matchedBy?: 'value' | 'label' | 'folded' | 'base' | 'number';
  };
  effect?: {
    key: string;
    request?: HttpRequest;
    result?: HttpResult;
    error?: EffectError;
  };
  /** What a model's reply took. */
  usage?: ModelUsage;
  /** How a text was recognised, or that it was not. */
  recognition?: Recognition;
  /** One sentence where the above does not tell enough. */
  note?: string;
};

export type Trace = {
  steps: TraceStep[];
  /** How many steps a long turn has left out of the middle of `steps`. */
  omitted?: number;
  visits: number;
  expressionSteps: number;
  failure: Failure | null;
};

/** `refused` and `ignored` leave the state as it was. */
export type Outcome =
  | { kind: 'applied' }
  | { kind: 'ignored'; reason: string }
  | {
      kind: 'refused';
      reason: 'wrong_input';
      expected: 'text' | 'transferResult' | 'nothing';
    }
  | { kind: 'refused'; reason: 'finished' }
  | { kind: 'refused'; reason: 'inbox_full'; max: number }
  /** What came cannot be kept: the state would be larger than `max` characters of JSON. */
  | { kind: 'refused'; reason: 'state_full'; max: number };

export type RunResult = {
  state: SessionState;
  messages: OutboundMessage[];
  effects: Effect[];
  trace: Trace;
  outcome: Outcome;
};

/** Bounds of one turn. Sizes are in characters of JSON. */
export type Limits = {
  /** Nodes visited in one turn, and between two rests of a flow that only makes calls. */
  visits: number;
  expressionSteps: number;
  producedChars: number;
  messages: number;
  messageChars: number;
  stateChars: number;
  /** Details of a trace; past this, steps are kept without them. */
  traceChars: number;
  traceSteps: number;
  frames: number;
  loopItems: number;
  inbox: number;
};

export const DEFAULT_LIMITS: Limits = {
  visits: 2_000,
  expressionSteps: 100_000,
  producedChars: 1_000_000,
  messages: 200,
  messageChars: 262_144,
  stateChars: 262_144,
  traceChars: 262_144,
  traceSteps: 200,
  frames: 16,
  loopItems: 1_000,
  inbox: 50,
};
