import { replaceSealed, selectSealedWith } from '@/server/db/channel/sealed-secrets';
import { replaceSealedCall, selectCallsSealedWith } from '@/server/db/effect/sealed-calls';
import { replaceSealedText, type SealedPlace, selectTextsSealedWith } from '@/server/db/sealed-text/store';
import { resealWebhookSecrets } from '../channel/keys/webhook-secrets';
import type { Platform } from '../context';
import { toFactorContext } from '../factor/factor-secret';
import { toMailContext } from '../mail/queue-mail';
import { openCall, type SealedCall, sealCall } from '../session/effects/seal-call';

/**
 * Seals with the current secret what a previous one sealed, so that the previous one can be given up; returns how many
 * rows it sealed, at most `limit` of each kind. What cannot be opened is logged and left as it is.
 */
export async function resealSecrets(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const channels = await resealChannels(platform, limit);
  const calls = await resealCalls(platform, limit);
  const mails = await resealTexts(platform, 'mails', limit);
  return channels + calls + mails + (await resealTexts(platform, 'factors', limit));
}

async function resealChannels(platform: Platform, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const rows = await selectSealedWith(db.pool, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) =>
    replaceSealed(db.pool, row, resealWebhookSecrets(platform, row, row.secrets)),
  );
}

async function resealCalls(platform: Platform, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const rows = await selectCallsSealedWith<SealedCall>(db.pool, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) =>
    replaceSealedCall(db.pool, row, sealCall(platform, row, openCall(platform, row, row.request))),
  );
}

const CONTEXTS: Record<SealedPlace, (id: string) => string> = {
  mails: toMailContext,
  factors: toFactorContext,
};

async function resealTexts(platform: Platform, place: SealedPlace, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const rows = await selectTextsSealedWith(db.pool, place, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) => {
    const context = CONTEXTS[place](row.id);
    return replaceSealedText(db.pool, place, row, secrets.seal(secrets.open(row.sealed, context), context));
  });
}

type Named = { orgId?: string; channelId?: string; sessionId?: string; id?: string };

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
      const { orgId, channelId, sessionId, id } = row;
      log.error({ err, orgId, channelId, sessionId, id }, 'a secret could not be sealed anew');
    }
  }
  return done;
}
