import type { Budget } from '../expression/budget';
import type { Scope } from '../expression/evaluate';
import type { Facts } from '../expression/fact-names';
import type { JsonObject } from '../json';
import type { ResolvedRegional } from '../locale/resolve-regional';
import type { TemplateMiss } from '../template/render-template';

/** The time of the turn in milliseconds since 1970, and the session's locale, language of texts and time zone. */
export type Surroundings = ResolvedRegional & { readonly at: number };

/** The scope, budget and findings of expressions and templates during one visit. */
export type Rendering = Surroundings & {
  readonly variables: Readonly<JsonObject>;
  /** The values of names such as `visitor` that are no variables of the flow. */
  readonly facts: Facts;
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
  facts: Facts,
): Rendering {
  return {
    at,
    locale,
    language,
    timeZone,
    openingHours,
    variables,
    facts,
    budget,
    misses: [],
    notes: [],
    exhausted: null,
  };
}

/** The scope of an expression; `variables` may extend those of the rendering. */
export function toScope(
  { at, locale, timeZone, openingHours, facts }: Rendering,
  variables: Variables,
): Scope {
  return { variables, at, locale, timeZone, openingHours, facts };
}
