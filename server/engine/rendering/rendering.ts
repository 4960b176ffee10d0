import type { Budget } from '../expression/budget';
import type { Scope } from '../expression/evaluate';
import type { JsonObject } from '../json';
import type { ResolvedRegional } from '../locale/resolve-regional';
import type { TemplateMiss } from '../template/render-template';

/** The time of the turn in milliseconds since 1970, and the session's locale, language of texts and time zone. */
export type Surroundings = ResolvedRegional & { readonly at: number };

/** The scope, budget and findings of expressions and templates during one visit. */
export type Rendering = Surroundings & {
  readonly variables: Readonly<JsonObject>;
  /** The value of the name `visitor`; null if that is a variable of the flow, or has no meaning. */
  readonly visitor: Readonly<JsonObject> | null;
  readonly budget: Budget;
  readonly misses: TemplateMiss[];
  readonly notes: string[];
  /** The source that exhausted the expression budget; the turn then fails. */
  exhausted: string | null;
};

export type Variables = Readonly<JsonObject>;

export function createRendering(
  { at, locale, language, timeZone, openingHours }: Surroundings,
  budget: Budget,
  variables: Variables,
  visitor: Variables | null,
): Rendering {
  return {
    at,
    locale,
    language,
    timeZone,
    openingHours,
    variables,
    visitor,
    budget,
    misses: [],
    notes: [],
    exhausted: null,
  };
}

/** The scope of an expression; `variables` may extend those of the rendering. */
export function toScope(
  { at, locale, timeZone, openingHours, visitor }: Rendering,
  variables: Variables,
): Scope {
  return { variables, at, locale, timeZone, openingHours, visitor };
}
