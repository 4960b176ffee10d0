import type { Json, JsonObject } from './json';

export type EngineStatus =
  | 'running'
  | 'awaiting_input'
  | 'awaiting_transfer'
  | 'awaiting_timer'
  | 'awaiting_event'
  | 'completed'
  | 'failed';

/** What the current node stands still for. `noReplyTimer` and `timeoutTimer` name a timer that ends the wait. */
export type Wait =
  | {
      type: 'input';
      attempts: number;
      field: number | null;
      answers: JsonObject;
      timer: string | null;
    }
  | { type: 'transfer'; destination?: string }
  | { type: 'timer'; timer: string }
  | { type: 'event'; event: string; timer: string | null }
  | { type: 'effect'; effect: string };

/** A list being walked by an `each` node. */
export type Loop = { items: Json[]; index: number };

/** One running flow; the last frame is the current one. `flow` is the called flow's slug, empty for the session's own. */
export type Frame = {
  flow: string;
  /** The node that the cursor stands on; null before the first. */
  node: string | null;
  variables: JsonObject;
  loops: { [nodeId: string]: Loop };
};

/** A message that came while an effect was under way, kept in order. */
export type QueuedMessage = {
  inputId: string;
  at: number;
  text: string;
  value?: Json;
};

export type Failure = { code: string; message: string; nodeId: string | null };

/** More of a message is not needed to tell what it is about. */
export const MAX_INPUT_TEXT_CHARS = 1_000;

/** Everything a session is between two turns: plain JSON, small, never the definition. */
export type SessionState = {
  format: 1;
  /** Seeds `split`; the session's id. */
  seed: string;
  status: EngineStatus;
  control: 'flow' | 'human';
  turn: number;
  /** Node visits since the flow last rested for more than a call: bounds flows that call for ever. */
  visits: number;
  frames: Frame[];
  wait: Wait | null;
  /** The input being answered now, to which everything said belongs. */
  inputId: string | null;
  inbox: QueuedMessage[];
  output: Json | null;
  failure: Failure | null;
  /** What the flow heard last, its first MAX_HEARD_CHARS characters; not there before it heard anything. */
  heard?: string;
  /** What the visitor's page sent, read as `visitor`; not there before it sent anything. */
  visitor?: JsonObject;
  /** The public variables that neither the flow nor a server has set; not there where none is left. */
  open?: string[];
};
