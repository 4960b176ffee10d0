import { listChannelsSealedWith, updateSealedSecrets } from '@/server/db/sealed/channels';
import { listEffectsSealedWith, updateSealedEffect } from '@/server/db/sealed/effects';
import { listSecretsSealedWith, type SealedTable, updateSealedSecret } from '@/server/db/sealed/secrets';
import { listTextsSealedWith, type SealedPlace, updateSealedText } from '@/server/db/sealed/texts';
import { resealWebhookSecrets } from '../channel/keys/webhook-secrets';
import { openCredential, sealCredential } from '../connection/credential';
import type { Platform } from '../context';
import { toFactorContext } from '../factor/factor-secret';
import { toMailContext } from '../mail/queue-mail';
import { openCall, type SealedCall, sealCall } from '../session/effects/seal-call';
import { openSecret, sealSecret } from './seal-secret';

/**
 * Seals rows again whose secret is a previous one, at most `limit` of each kind, so that the previous secret can be
 * removed; returns how many. Rows that cannot be opened are logged and left.
 */
export async function resealSecrets(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const channels = await resealChannels(platform, limit);
  const calls = await resealCalls(platform, limit);
  const secrets = await resealNamed(platform, 'secrets', limit);
  const connections = await resealNamed(platform, 'connections', limit);
  const mails = await resealTexts(platform, 'mails', limit);
  const factors = await resealTexts(platform, 'factors', limit);
  return channels + calls + secrets + connections + mails + factors;
}

async function resealChannels(platform: Platform, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const rows = await listChannelsSealedWith(db, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) =>
    updateSealedSecrets(db, row, resealWebhookSecrets(platform, row, row.secrets)),
  );
}

async function resealCalls(platform: Platform, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const rows = await listEffectsSealedWith<SealedCall>(db, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) =>
    updateSealedEffect(db, row, sealCall(platform, row, openCall(platform, row, row.request))),
  );
}

const BOXES = {
  secrets: { open: openSecret, seal: sealSecret },
  connections: { open: openCredential, seal: sealCredential },
};

async function resealNamed(platform: Platform, table: SealedTable, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const { open, seal } = BOXES[table];
  const rows = await listSecretsSealedWith(db, table, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) =>
    updateSealedSecret(db, table, row, seal(secrets, row, open(secrets, row))),
  );
}

const CONTEXTS: Record<SealedPlace, (id: string) => string> = {
  mails: toMailContext,
  factors: toFactorContext,
};

async function resealTexts(platform: Platform, place: SealedPlace, limit: number): Promise<number> {
  const { db, secrets } = platform;
  const rows = await listTextsSealedWith(db, place, secrets.previousKeyIds, limit);
  return countDone(platform, rows, (row) => {
    const context = CONTEXTS[place](row.id);
    return updateSealedText(db, place, row, secrets.seal(secrets.open(row.sealed, context), context));
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
      log.error({ err, orgId, channelId, sessionId, id }, 'row not sealed again, will retry');
    }
  }
  return done;
}
