/*
 * contact/erased-once: what is deleted is counted in the transaction that deletes it, so a call that was interrupted can be
 *   repeated until the contact is gone, and the audit log has the counts of every part.
 */
import {
  addErased,
  type Erased,
  eraseSessions,
  eraseThreads,
  NOTHING_ERASED,
} from '@/server/db/contact/erase';
import { deleteContact } from '@/server/db/contact/store';
import { type Change, withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { getContactRow } from './internal';

/** The sessions that one transaction deletes. */
const BATCH = 20;
/** A call that takes longer answers with what it has deleted. */
const MOST_MS = 15_000;

/** What one call deleted; `complete` is false where the call has to be repeated. */
export type ErasureReceipt = { contactId: string; complete: boolean; erased: Erased };

/**
 * Deletes a person: the contact with its addresses, and its sessions and threads with everything that contains their words. Running
 * sessions end at once, without a webhook. Throws not_found.
 */
export async function eraseContact(
  ctx: ServiceContext,
  { contactId }: { contactId: string },
): Promise<ErasureReceipt> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const until = ctx.clock.now() + MOST_MS;
  let erased = NOTHING_ERASED;
  for (;;) {
    const part = await erasePart(ctx, { orgId, contactId });
    erased = addErased(erased, part.erased);
    if (part.complete || ctx.clock.now() >= until) return { contactId, complete: part.complete, erased };
  }
}

type Key = { orgId: string; contactId: string };
type Part = { complete: boolean; erased: Erased };

async function erasePart(ctx: ServiceContext, key: Key): Promise<Part> {
  const { contactId } = key;
  const at = new Date(ctx.clock.now());
  const part = await withChange(ctx, async (tx) => {
    await getContactRow(tx, key);
    const { ids, erased } = await eraseSessions(tx, { ...key, limit: BATCH, at });
    if (ids.length > 0)
      return { result: { ids, complete: false, erased }, change: toChange(contactId, erased, false) };
    const threads = await eraseThreads(tx, key);
    // A session began meanwhile, or another call took the contact.
    if (!threads) return { result: { ids, complete: false, erased }, change: null };
    await deleteContact(tx, key);
    return { result: { ids, complete: true, erased: threads }, change: toChange(contactId, threads, true) };
  });
  for (const id of part.ids) ctx.sessions.cache.remove(id);
  return part;
}

function toChange(contactId: string, erased: Erased, complete: boolean): Change {
  return {
    action: 'contact.erased',
    thingId: contactId,
    name: contactId,
    before: null,
    after: { complete, ...erased },
  };
}
