import type { JsonObject } from '../json';
import type { Reach } from '../personal/place';

/** What a flow that calls another one has to know about it. */
export type CallSummary = {
  /** Whether the flow can end, so that its caller goes on. */
  ends: boolean;
  /** Whether it can hand over to a person. */
  reachesPerson: boolean;
  /** Whether it can end without waiting for anything. */
  endsAtOnce: boolean;
  /** The variables that it reads and that only its callers can set. */
  needs: readonly string[];
  /** Set if it has no node at which it is to begin. */
  lacksEntry?: true;
  /** The JSON Schemas of its inputs and of its output; null if it declares none. */
  inputs: JsonObject | null;
  outputs: JsonObject | null;
  /** Where the values of the variables that it reads and callers can set get to; without those that get nowhere. */
  reach: Readonly<Record<string, Reach>>;
};
