import { replaceSealed, type SealedRow, selectSealedWith } from '@/server/db/sealed-secret-store';
import type { Platform } from '../context';
import { resealChannelSecrets } from '../delivery/channel-secrets';

/**
 * Seals with the current secret what a previous one sealed, so that the previous one can be given up; returns how many
 * rows it sealed. What cannot be opened is logged and left as it is.
 */
export async function resealSecrets(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const { db, secrets } = platform;
  let sealed = 0;
  for (const row of await selectSealedWith(db.pool, secrets.previousKeyIds, limit)) {
    if (await reseal(platform, row)) sealed += 1;
  }
  return sealed;
}

async function reseal(platform: Platform, row: SealedRow): Promise<boolean> {
  try {
    return await replaceSealed(platform.db.pool, row, resealChannelSecrets(platform, row, row.secrets));
  } catch (err) {
    const { orgId, channelId } = row;
    platform.log.error({ err, orgId, channelId }, 'the secrets of a channel could not be sealed anew');
    return false;
  }
}
