import type { CompiledExpression } from '../compile/compiler';
import type { SessionState, StopBefore } from '../session';

/** Holds sessions before a node. `flow` is the slug of the called flow, empty in the session's own flow. */
export type Breakpoint = {
  readonly id: string;
  readonly flow: string;
  readonly node: string;
  readonly condition: CompiledExpression | null;
};

/** Where a turn may be held: where its record says, before any node while a person steps, or at breakpoints. */
export type Stops = {
  readonly breakpoints: readonly Breakpoint[];
  readonly recorded: StopBefore | null;
  readonly stepping: SessionState['stepping'] | null;
  /** How often the turn has entered each node. */
  readonly entered: Map<string, number>;
  /** True until the node is entered before which the session was held. */
  isPassing: boolean;
};
