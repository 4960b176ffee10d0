import { updateAuthenticatedAt } from '@/server/db/sign-in/store';
import type { Platform } from '../context';

/** Records that a credential was shown in a sign-in, so that it counts as fresh. */
export async function markAuthenticated({ db, clock }: Platform, signInId: string): Promise<void> {
  await updateAuthenticatedAt(db, { id: signInId, at: new Date(clock.now()) });
}
