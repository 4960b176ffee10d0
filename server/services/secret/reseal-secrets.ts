import { replaceSealedCall, selectCallsSealedWith } from '@/server/db/sealed-call-store';
import { replaceSealed, selectSealedWith } from '@/server/db/sealed-secret-store';
import type { Platform } from '../context';
import { resealChannelSecrets } from '../delivery/channel-secrets';
import { openCall, type SealedCall, sealCall } from '../session/seal-call';

/**
 * Seals with the current secret what a previous one sealed, so that the previous one can be given up; returns how many
 * rows it sealed, at most `limit` of each kind. What cannot be opened is logged and left as it is.
 */
export async function resealSecrets(platform: Platform, { limit }: { limit: number }): Promise<number> {
  return (await resealChannels(platform, limit)) + (await resealCalls(platform, limit));
}

async function resealChannels(platform: Platform, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const rows = await selectSealedWith(db.pool, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) =>
    replaceSealed(db.pool, row, resealChannelSecrets(platform, row, row.secrets)),
  );
}

async function resealCalls(platform: Platform, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const rows = await selectCallsSealedWith<SealedCall>(db.pool, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) =>
    replaceSealedCall(db.pool, row, sealCall(platform, row, openCall(platform, row, row.request))),
  );
}

type Named = { orgId: string; channelId?: string; sessionId?: string };

async function countDone<Row extends Named>(
  { log }: Platform,
  rows: readonly Row[],
  reseal: (row: Row) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (const row of rows) {
    try {
      if (await reseal(row)) done += 1;
    } catch (err) {
      const { orgId, channelId, sessionId } = row;
      log.error({ err, orgId, channelId, sessionId }, 'a secret could not be sealed anew');
    }
  }
  return done;
}
