import type { Json, JsonObject } from './json';
import type { Regional, RegionalDefaults } from './locale/regional';
import type { ExpectedChoice, OutboundMessage } from './outbound-message';

type EngineStatus =
  | 'running'
  | 'awaiting_input'
  | 'awaiting_transfer'
  | 'awaiting_timer'
  | 'awaiting_event'
  | 'completed'
  | 'failed';

/** The event that the current node waits for. `timer` names the timer that ends the wait. */
export type Wait =
  | {
      type: 'input';
      attempts: number;
      field: number | null;
      answers: JsonObject;
      timer: string | null;
      /** The meanings of an ambiguous reply, between which the question asks; absent otherwise. */
      readings?: ExpectedChoice[];
      /** The choices that data decided when the question was asked; absent if they are fixed. */
      choices?: ExpectedChoice[];
      /** Set if `timer` is that of a handler for silence, not of the question. */
      silence?: true;
    }
  | { type: 'transfer'; destination?: string }
  | { type: 'timer'; timer: string }
  | { type: 'event'; event: string; timer: string | null }
  /** `repair`: a model was asked to correct a reply that does not match the schema. */
  | { type: 'effect'; effect: string; repair?: true }
  | Hold;

/** The place where a turn stops: before the node is entered for the `nth` time in the turn. `flow` is as in Frame. */
export type StopBefore = { flow: string; node: string; nth: number; breakpoint: string };

/**
 * A breakpoint holds the session before a node. `turn`, `visits` and `effects` number what follows as if the turn had not
 * stopped, and `steps` and `chars` are left for its expressions; `at` is when it stopped (ms since 1970).
 */
export type Hold = {
  type: 'held';
  stop: StopBefore;
  at: number;
  turn: number;
  visits: number;
  effects: number;
  steps: number;
  chars: number;
  /** The last message of the turn, which is sent when the session goes on: a question without a prompt may ask by it. */
  last?: OutboundMessage;
};

/** The position in a list that an `each` node iterates over. */
export type Loop = { items: Json[]; index: number };

/** A flow that a model asked for as a tool; `arguments` is the JSON text that it gave. */
export type ToolCall = { id: string; name: string; arguments: string };

/**
 * What a model has done at an `ai` node so far. `calls` are the tools that are still to be run, the first of which runs;
 * `turns` are the messages after the question. `costMicros` is in millionths of a US dollar, null if a price is unknown.
 */
export type ModelRun = {
  question: string;
  turns: JsonObject[];
  calls: ToolCall[];
  rounds: number;
  tokens: number;
  costMicros: number | null;
  /** The model was asked to correct a reply. */
  repaired?: true;
  /** The fallback is asked. */
  fallback?: true;
};

/**
 * One running flow; the last frame is the current one. `flow` is the slug of the called flow, empty in the
 * session's own flow.
 */
export type Frame = {
  flow: string;
  /** The current node; null before the first. */
  node: string | null;
  variables: JsonObject;
  loops: { [nodeId: string]: Loop };
  /**
   * The slugs that lead from the flow of the frame before to this one; absent if `flow` alone does, and in the frame of the
   * session's own flow if none does.
   */
  via?: string[];
  /**
   * Set if the flow works on the variables of the frame before, or of the one that it handles; its own are empty between two turns.
   */
  shares?: true;
  /** Set while a handler runs: the index of the frame whose flow has it. */
  handles?: number;
  /** The rounds of the model at the current node; absent without tools, limits or a fallback. */
  model?: ModelRun;
};

/** A message that arrived while the flow was not waiting for input. */
export type QueuedMessage = {
  inputId: string;
  at: number;
  text: string;
  value?: Json;
};

/** An event for a handler that arrived while the flow could not take it. */
export type QueuedEvent = { inputId: string | null; at: number; event: string; payload: Json };

/** The message of the inbox that is held, since when (ms since 1970), and until when if no further one comes. */
export type Quiet = { inputId: string; since: number; until: number };

/** The variables that the current flow works on. */
export function findVariables({ frames }: Pick<SessionState, 'frames'>): JsonObject {
  let index = frames.length - 1;
  for (let frame = frames[index]; frame?.shares; frame = frames[index]) index = frame.handles ?? index - 1;
  return frames[index]?.variables ?? {};
}

export type Failure = { code: string; message: string; nodeId: string | null };

/** The start of a session: its time in milliseconds since 1970, the kind of its channel, and the number of its version, null for a draft. */
export type SessionFacts = { startedAt: number; channel: string; version: number | null };

/** The person that a session talks with: the address is the caller's id of them. */
export type ContactFacts = {
  address: string | null;
  name: string | null;
  locale: string | null;
  attributes: JsonObject;
};

/** The length of input text kept for `intent` nodes. */
export const MAX_INPUT_TEXT_CHARS = 1_000;

/**
 * The complete state of a session between two turns: small, plain JSON, without the definition. It is stored,
 * so its keys never change.
 */
export type SessionState = {
  format: 1;
  /** Seeds the random choices; the session's id. */
  seed: string;
  status: EngineStatus;
  control: 'flow' | 'human';
  turn: number;
  /**
   * Node visits since the flow last waited for something other than a call; bounds flows that only make
   * calls.
   */
  visits: number;
  /** The visits of `visits` before the current item of a list; absent if no list has advanced. */
  itemVisits?: number;
  frames: Frame[];
  wait: Wait | null;
  /** The id of the input being answered; messages carry it. */
  inputId: string | null;
  inbox: (QueuedMessage | QueuedEvent)[];
  /** Set while the last message is held because its person may write more. */
  quiet?: Quiet;
  output: Json | null;
  failure: Failure | null;
  /** The text of the last input, up to MAX_INPUT_TEXT_CHARS; absent before the first. */
  heard?: string;
  /** The data of the visitor's page; absent if it sent none. */
  visitor?: JsonObject;
  /** Where and when it started, as the flow reads it; absent in sessions of earlier releases. */
  session?: SessionFacts;
  /** The person that it talks with, as the flow reads them; absent if nothing is known. */
  contact?: ContactFacts;
  /** The configuration values that it started with and that its flows name; absent if there are none. */
  config?: JsonObject;
  /** The public variables that neither the flow nor a server has set; absent if there are none. */
  open?: string[];
  /** The session's own regional settings; absent if it has none. */
  regional?: Regional;
  /** The settings of its organization or channel when it started; absent if there are none. */
  defaults?: RegionalDefaults;
  /** Holds the session before the next node that it enters, up to a time; absent unless a person steps through the flow. */
  stepping?: { breakpoint: string; until: number };
  /** The names of the events that handlers of its flows take; absent if there are none. */
  handledEvents?: string[];
  /** Set once a handler for silence has run, until a person writes. */
  silenced?: true;
  /** Set once the session was let go: no breakpoint holds it again. */
  isLetGo?: true;
};
