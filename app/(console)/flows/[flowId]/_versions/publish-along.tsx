'use client';
import { Checkbox } from '@/app/_ui/form/checkbox';
import type { PublishedAlong, SetCandidate } from './use-set';

/** Offers flows around this one to publish along, so that each leads to the version that is published now. */
export function PublishAlong({ candidates, chosen, choose }: PublishedAlong) {
  if (candidates.length === 0) return null;
  return (
    <fieldset className="space-y-2 rounded-lg border p-4">
      <legend className="px-1 font-medium text-sm">Publish together</legend>
      <p className="text-ink-2 text-sm">
        Flows that you tick become a new version, too, and lead to the new versions of each other.
      </p>
      <ul className="max-h-44 space-y-2 overflow-y-auto">
        {candidates.map((one) => (
          <li key={one.id}>
            <label htmlFor={`along-${one.id}`} className="flex items-start gap-2.5 text-sm">
              <Checkbox
                id={`along-${one.id}`}
                className="mt-0.5"
                checked={chosen.has(one.id)}
                onCheckedChange={(on) => choose(one.id, on)}
              />
              <span className="min-w-0">
                <span className="block truncate">{one.name}</span>
                <span className="block text-ink-2 text-xs">{describeCandidate(one)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function describeCandidate({ relation, isMutual, isPublished }: SetCandidate): string {
  if (isMutual)
    return 'Leads back to this flow. Published alone, one of the two leads to an old version of the other.';
  if (relation === 'caller') return 'Leads to this flow, and has unpublished changes.';
  return isPublished
    ? 'This flow leads to it, and it has unpublished changes.'
    : 'This flow leads to it, and it has never been published.';
}
