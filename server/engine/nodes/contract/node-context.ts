import type { Limits } from '../../protocol';
import type { Rendering } from '../../rendering/rendering';
import type { Loop, Wait } from '../../session';

/** What a node sees on one visit. */
export type NodeContext = Rendering & {
  readonly seed: string;
  readonly turn: number;
  /** How many nodes this turn has visited, this one included. */
  readonly visit: number;
  readonly nodeId: string;
  /** The called flow's slug; empty in the session's own. */
  readonly flow: string;
  readonly wait: Wait | null;
  readonly loop: Loop | null;
  /** What the flow heard last; empty before it heard anything. */
  readonly lastInput: string;
  readonly exits: ReadonlyMap<string, string>;
  readonly limits: Limits;
  /** Index that the next effect of this turn will have. */
  readonly nextEffect: number;
};

/** The key of the effect number `index` of this visit, counted from 0. */
export function effectKey({ turn, nextEffect }: NodeContext, index = 0): string {
  return `${turn}:${nextEffect + index}`;
}
