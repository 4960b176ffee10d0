import type { ContactPatch } from './data/merge-contact';
import type { HandlerType } from './definition/handler';
import type { Explanation } from './expression/explain';
import type { Json, JsonObject } from './json';
import type { Regional, RegionalDefaults } from './locale/regional';
import type { OutboundMessage } from './outbound-message';
import type { RequestSecrets } from './secrets/join-places';
import type { ContactFacts, Failure, SessionFacts, SessionState, StopBefore } from './session';
import type { TemplateMiss } from './template/render-template';

/**
 * An event of a session. `at` is in milliseconds since 1970. `inputId` identifies an input and is copied
 * to the messages that answer it. `stopBefore` is recorded where a breakpoint held the session, so that a replay stops there
 * without knowing the breakpoints.
 */
export type EngineEvent = AnyEvent & { stopBefore?: StopBefore };

type AnyEvent =
  /**
   * `visitor` holds the data of a visitor's page, separate from the variables. `regional` holds the session's own
   * settings, `defaults` those of its organization or channel. `session` and `contact` are what the flow reads under these
   * names; a later `contact` replaces the one before. `quietMs` holds the text of the trigger until the person has written
   * nothing for so long, and then starts the flow. `config` holds the configuration values. `rules` are the versions of the caller's rules of time
   * zones and languages; the engine does not read them, they explain why a replay differs.
   */
  | {
      type: 'started';
      at: number;
      inputId: string;
      variables: JsonObject;
      visitor?: JsonObject;
      regional?: Regional;
      defaults?: RegionalDefaults;
      session?: Omit<SessionFacts, 'startedAt'>;
      contact?: ContactFacts;
      config?: JsonObject;
      rules?: string;
      quietMs?: number;
    }
  /**
   * `keep` accepts a message that the flow is not waiting for, so that people can read it. `merge` appends a
   * queued message to the one queued before. `interrupt` ends the call of a node that may be interrupted. `quietMs` holds the
   * message, and appends it to the one that is held, until the person has written nothing for so long; without it, what is
   * held reaches the flow at once. `regional` replaces the session's settings, field by field.
   */
  | {
      type: 'message';
      at: number;
      inputId: string;
      text: string;
      value?: Json;
      keep?: true;
      merge?: true;
      interrupt?: true;
      quietMs?: number;
      regional?: Regional;
      contact?: ContactFacts;
    }
  /** The person has written nothing for long enough, so what is held reaches the flow. */
  | { type: 'quiet.ended'; at: number }
  /** A person replied instead of the flow; `takes` gives them control. */
  | { type: 'person.replied'; at: number; takes: boolean }
  | { type: 'choice'; at: number; inputId: string; value: string; regional?: Regional }
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
  | {
      type: 'variables.changed';
      at: number;
      set: JsonObject;
      visitor?: JsonObject;
      regional?: Regional;
      contact?: ContactFacts;
    }
  | { type: 'control.changed'; at: number; control: 'flow' | 'human' }
  /** A held session goes on; up to `stepUntil` it is held again before the next node. */
  | { type: 'debug.continued'; at: number; stepUntil?: number }
  /** A held session goes on, and no breakpoint holds it again. */
  | { type: 'debug.released'; at: number; reason: ReleaseReason }
  /** Sets variables of the flow before whose node the session is held. */
  | { type: 'debug.edited'; at: number; set: JsonObject };

/** Why a held session was let go: by a person, after its time, or because its breakpoint was removed. */
type ReleaseReason = 'person' | 'timeout' | 'removed';

/**
 * `attempts` is set by the caller. `body` is parsed if the response is JSON, else text. `url` is present if redirects
 * led there.
 */
export type HttpResult = {
  status: number;
  headers: Record<string, string>;
  body: Json;
  durationMs: number;
  attempts: number;
  url?: string;
  /** The model that was asked, if the request leaves it to its connection. */
  model?: string;
  /** What the tokens cost, in millionths of a US dollar, if the request asks for it; null without a price. */
  costMicros?: number | null;
};
/**
 * `code` is `blocked`, `timeout`, `network`, `too_large`, `encoding`, `redirects`, or `status` for a response outside
 * 2xx. `response` is present if there was one; its body is null unless the code is `status`.
 */
export type EffectError = {
  code: string;
  message: string;
  attempts: number;
  durationMs: number;
  response?: HttpResult;
};

export type HttpRequest = {
  method: string;
  /** The connection whose address, headers and way of signing in the caller adds; `url` is then a path below its address. */
  connection?: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
  timeoutMs: number;
  maxAttempts: number;
  /** The number of redirects to follow; none by default. */
  redirects?: number;
  /** The places of secrets, which the caller fills just before it sends the request. */
  secrets?: RequestSecrets;
  /** Whether a POST or PATCH may be repeated after the server may have received it; false by default. */
  repeats?: boolean;
  /** Whether the result must have the price of the tokens. */
  priced?: true;
  /**
   * Whether the response is a chat completion in parts, which the caller shows while they arrive. The result has them joined, as if the
   * request had not been streamed.
   */
  streamed?: true;
};

/** A side effect that the caller must perform. Keys are derived: "<turn>:<index>". */
export type Effect =
  | { type: 'http.call'; key: string; nodeId: string; request: HttpRequest }
  /** The result of a call is no longer awaited. */
  | { type: 'call.cancel'; key: string }
  | { type: 'timer.set'; key: string; dueAt: number }
  | { type: 'timer.cancel'; key: string }
  /** A change of the contact, which the caller stores with the turn. */
  | { type: 'contact.patch'; key: string; patch: ContactPatch }
  | { type: 'event.emit'; key: string; name: string; payload: Json }
  /** A suggested reply; `score` is 0 to 1. */
  | { type: 'suggest'; key: string; text: string; score: number | null };

export type VariableChange = {
  name: string;
  before: Json | null;
  after: Json | null;
};

export type BranchTrace = { branch: string; explanation: Explanation };

/** Tokens as reported by the server; `model` is the requested one. */
export type ModelUsage = {
  model: string;
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
};

/** A tool that a model asked for. */
export type ToolTrace = { name: string; arguments: Json; result?: Json };

/** The classification of a text; `like` is the example or keyword that decided. */
export type Recognition = {
  text: string;
  branch: string | null;
  by: 'example' | 'keyword' | 'likeness' | null;
  like: string | null;
  /** The similarity of the best example, from 0 to 1; null if similarity was not used. */
  score: number | null;
  /** The minimum score of a match. */
  threshold: number;
};

/** The record of one visit to a node. `exit` is null if the flow waits, ends or fails. */
export type TraceStep = {
  nodeId: string;
  kind: string;
  /** The slug of the called flow that the node belongs to; empty in the session's own flow. */
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
    /** The rule that the answer breaks; it reads the answer as `answer`. */
    rule?: Explanation;
    matchedBy?: 'value' | 'label' | 'folded' | 'base' | 'number';
    /** The rating as which the answer is counted, with its scale. */
    rating?: { value: number; min: number; max: number };
  };
  effect?: {
    key: string;
    request?: HttpRequest;
    result?: HttpResult;
    error?: EffectError;
  };
  /** The tokens used by a model. */
  usage?: ModelUsage;
  /** The handler that took the turn, and what it took. */
  handler?: { id: string; on: HandlerType };
  /** The tools that a model asked for, with the result of each that has one. */
  tools?: ToolTrace[];
  /** The recognition of an intent; `branch` is null when none was recognized. */
  recognition?: Recognition;
  /** One sentence of further explanation. */
  note?: string;
};

export type Trace = {
  steps: TraceStep[];
  /** The number of steps left out of the middle of `steps`. */
  omitted?: number;
  visits: number;
  expressionSteps: number;
  failure: Failure | null;
};

/** `refused` and `ignored` leave the state unchanged. */
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
  /** The state would exceed `max` characters of JSON. */
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
  /**
   * Node visits in one turn, and between two waits for something other than a call. Each item of a list has as many,
   * up to ten times as many in total.
   */
  visits: number;
  expressionSteps: number;
  producedChars: number;
  messages: number;
  messageChars: number;
  stateChars: number;
  /** Total size of trace details; further steps are recorded without them. */
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
