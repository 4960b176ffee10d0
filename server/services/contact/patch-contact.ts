/*
 * contact/patched-once: a change of a contact is committed in the transaction of its turn, so it is made exactly once.
 * contact/tests-apart: test sessions and forks change no contact.
 */
import type { Transaction } from '@/server/db/connection/transaction';
import { type ContactPlace, lockContactByAddress, updateContact } from '@/server/db/contact/store';
import type { SessionRow } from '@/server/db/session/row';
import { type ContactPatch, mergeContact } from '@/server/engine/data/merge-contact';
import { isTooLarge } from '@/server/engine/data/plain-data';
import { MAX_CONTACT_CHARS } from '@/server/engine/turn/facts';
import type { ExecutedStep } from '../session/turn/run-steps';
import type { TurnDeps } from '../session/turn/turn-input';
import { addContact } from './add-contact';
import { findPlace } from './find-place';

/** The change of a contact by a session, and when. */
export type SessionPatch = ContactPlace & { patch: ContactPatch; at: Date };

/** Lists the changes of the contact that the turns of a session make. */
export function listContactPatches(
  session: SessionRow,
  steps: readonly ExecutedStep[],
  at: Date,
): SessionPatch[] {
  const patches = steps.flatMap(({ result }) =>
    result.effects.flatMap((effect) => (effect.type === 'contact.patch' ? [effect.patch] : [])),
  );
  const place = patches.length > 0 && !session.isTest ? findPlace(session) : null;
  return place ? patches.map((patch) => ({ ...place, patch, at })) : [];
}

/** Changes a contact, which is made if it is new. A change that would make it too large is logged and left out. */
export async function patchContact(
  deps: Pick<TurnDeps, 'ids' | 'log'>,
  tx: Transaction,
  { patch, at, ...place }: SessionPatch,
): Promise<void> {
  const { orgId } = place;
  let contact = await lockContactByAddress(tx, place);
  if (!contact) {
    await addContact(deps, tx, { ...place, name: null, locale: null, at });
    contact = await lockContactByAddress(tx, place);
  }
  if (!contact) return;
  const { address, channel } = place;
  const { name, locale, attributes } = mergeContact(contact, patch);
  // Other sessions may have stored something since this one read the contact.
  if (isTooLarge({ address, name, locale, attributes }, MAX_CONTACT_CHARS))
    deps.log.warn({ orgId, contactId: contact.id, channel }, 'contact change left out: too large');
  else await updateContact(tx, { ...contact, name, locale, attributes, updatedAt: at });
}
