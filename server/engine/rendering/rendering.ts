import type { Budget } from '../expression/budget';
import type { Scope } from '../expression/evaluate';
import type { JsonObject } from '../json';
import type { TemplateMiss } from '../template/render-template';

/** What expressions and templates are computed with, and where it is kept what went wrong. */
export type Rendering = {
  readonly at: number;
  readonly variables: Readonly<JsonObject>;
  /** What the name `visitor` reads; null where it is a variable of the flow's own, or means nothing. */
  readonly visitor: Readonly<JsonObject> | null;
  readonly budget: Budget;
  readonly misses: TemplateMiss[];
  readonly notes: string[];
  /** The source on which the turn's expression budget ran out; the turn then fails. */
  exhausted: string | null;
};

export type Variables = Readonly<JsonObject>;

/** Opens a rendering with nothing noticed yet. */
export function openRendering(
  at: number,
  budget: Budget,
  variables: Variables,
  visitor: Variables | null,
): Rendering {
  return { at, variables, visitor, budget, misses: [], notes: [], exhausted: null };
}

/** The scope that expressions of a rendering see; `variables` may add names to those of the rendering. */
export function toScope({ at, visitor }: Rendering, variables: Variables): Scope {
  return { variables, at, visitor };
}
