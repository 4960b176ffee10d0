import type { JsonObject } from '../../json';
import type { RenderedMessage } from '../../outbound-message';
import type { Limits } from '../../protocol';
import type { Rendering } from '../../rendering/rendering';
import type { Loop, ModelRun, Wait } from '../../session';

/** What a node may know of a flow that it calls: the JSON Schema of its inputs, null if it declares none. */
export type CalledFlow = { readonly inputs: JsonObject | null };

/** The data that a node can read on one visit. */
export type NodeContext = Rendering & {
  readonly seed: string;
  readonly turn: number;
  /** The number of nodes that this turn has visited, including this one. */
  readonly visit: number;
  readonly nodeId: string;
  /** The slug of the called flow; empty in the session's own flow. */
  readonly flow: string;
  readonly wait: Wait | null;
  readonly loop: Loop | null;
  /** The rounds of the model at the node so far; null without any. */
  readonly model: ModelRun | null;
  /** Whether a reply may be shown while it is written: the disclosure of the channel was sent, or it has none. */
  readonly isDisclosed: boolean;
  /** The flows that the node may call, by slug. */
  readonly calls: ReadonlyMap<string, CalledFlow>;
  /** The last message that this turn has sent so far; null before the first. */
  readonly lastMessage: RenderedMessage | null;
  /** The text of the last input; empty before the first. */
  readonly lastInput: string;
  readonly exits: ReadonlyMap<string, string>;
  readonly limits: Limits;
  /** The index of the next effect of this turn. */
  readonly nextEffect: number;
};

/** The key of the effect with this index among those of the visit, counted from 0. */
export function effectKey({ turn, nextEffect }: NodeContext, index = 0): string {
  return `${turn}:${nextEffect + index}`;
}
