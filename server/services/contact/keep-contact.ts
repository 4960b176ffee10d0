import type { Platform } from '../context';
import { addContact, type NewContact } from './add-contact';

/**
 * Stores the contact of a new thread after its first turn, which does not wait for it. Where the process dies before, the next
 * session of the thread or a flow that changes the contact stores it.
 */
export function keepContact(
  platform: Pick<Platform, 'db' | 'deferredWrites' | 'ids'>,
  contact: NewContact,
): void {
  const { db, deferredWrites } = platform;
  void deferredWrites.enqueue(() => db.transaction((tx) => addContact(platform, tx, contact)));
}
