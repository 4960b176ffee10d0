import { isSlug } from '../slug';
import { findCall } from '../version/list-call-places';
import { listCalledSlugs } from './list-called-slugs';
import type { BundledFlow, BundleProblem } from './schema';

type Calls = ReadonlyMap<string, readonly string[]>;

/**
 * Warns of each flow of a bundle that cannot be published alone: it calls itself through others of which none is `published`. A
 * version is pinned to published ones.
 */
export function findMutualCalls(
  flows: readonly BundledFlow[],
  published: ReadonlySet<string>,
): BundleProblem[] {
  const slugs = new Set(flows.map(({ slug }) => slug));
  const calls = new Map(
    flows.map(({ slug, definition }) => [
      slug,
      listCalledSlugs(definition).filter((called) => slugs.has(called) && !published.has(called)),
    ]),
  );
  return flows.flatMap((flow) => {
    // No flow can call itself, which is an error of its own.
    const next = calls
      .get(flow.slug)
      ?.find((called) => called !== flow.slug && reaches(calls, called, flow.slug));
    return next === undefined ? [] : [describeCall(flow, next)];
  });
}

/** The called slugs of all flows of a bundle that may be the slugs of flows. */
export function listAllCalls(flows: readonly BundledFlow[]): string[] {
  return [...new Set(flows.flatMap(({ definition }) => listCalledSlugs(definition)).filter(isSlug))];
}

function reaches(calls: Calls, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const slug of seen) {
    if (slug === to) return true;
    for (const called of calls.get(slug) ?? []) seen.add(called);
  }
  return false;
}

function describeCall({ slug, definition }: BundledFlow, called: string): BundleProblem {
  const message = `"${slug}" calls itself through "${called}", and neither is published. Publish them together.`;
  return { flow: slug, severity: 'warning', code: 'mutual_calls', ...findCall(definition, called), message };
}
