import type { Db } from '@/server/db/connection/transaction';
import type { PinRow } from '@/server/db/flow-version/pins';
import type { FlowProblemDetail } from '@/server/shared/errors';
import { findCall } from '../version/list-call-places';
import { readPins } from '../version/read-pins';

type Calling = {
  input: unknown;
  ownSlug: string | null;
  /** The published version of each called flow that is not published along. */
  links: Readonly<Record<string, string>>;
};

/**
 * Warns of called flows whose published versions lead on to a version of another flow, or of this one, that is older than its
 * published one, or than the one that is about to be published.
 */
export async function findOldVersions(
  db: Db,
  orgId: string,
  { input, ownSlug, links }: Calling,
): Promise<FlowProblemDetail[]> {
  const called = Object.entries(links);
  if (called.length === 0) return [];
  const pins = await readPins(db, orgId, Object.values(links));
  return called.flatMap(([slug, versionId]) => {
    const old = findOld(pins, versionId, ownSlug);
    return old ? [describeOld(input, slug, old, ownSlug)] : [];
  });
}

/** The first old version that a version leads on to. */
function findOld(
  pins: ReadonlyMap<string, PinRow>,
  versionId: string,
  ownSlug: string | null,
): PinRow | undefined {
  const reached = new Set(Object.values(pins.get(versionId)?.links ?? {}));
  for (const id of reached) {
    const pin = pins.get(id);
    if (!pin) continue;
    if (pin.flowSlug === ownSlug || (pin.publishedVersionId !== null && pin.publishedVersionId !== id))
      return pin;
    for (const linked of Object.values(pin.links)) reached.add(linked);
  }
  return undefined;
}

function describeOld(
  input: unknown,
  slug: string,
  { flowSlug, number }: PinRow,
  ownSlug: string | null,
): FlowProblemDetail {
  const version = number === null ? 'an old version' : `version ${number}`;
  const message =
    flowSlug === ownSlug
      ? `The published flow "${slug}" leads on to ${version} of this flow, not to the one that you publish. Publish both together.`
      : `The published flow "${slug}" leads on to ${version} of "${flowSlug}", which has a newer one. Publish "${slug}" again.`;
  return { severity: 'warning', code: 'old_version', ...findCall(input, slug), message };
}
