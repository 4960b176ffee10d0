import { findChannelSealedWithoutKeyId } from '@/server/db/sealed/channels';
import { listSealingKeyIds } from '@/server/db/sealed/key-ids';
import { startError } from '@/server/shared/start-error';
import { resealWebhookSecrets } from '../channel/keys/webhook-secrets';
import type { Platform } from '../context';

/** Throws at the start when a stored secret was sealed with a secret that this process lacks. */
export async function requireSecrets(platform: Pick<Platform, 'db' | 'secrets'>): Promise<void> {
  const { db, secrets } = platform;
  const known = [secrets.keyId, ...secrets.previousKeyIds];
  const missing = (await listSealingKeyIds(db)).filter((key) => !known.includes(key));
  if (missing.length > 0) throw wrongSecret(secrets.keyId, `key ${missing.join(', ')}`);
  const unnamed = await findChannelSealedWithoutKeyId(db);
  if (!unnamed) return;
  try {
    resealWebhookSecrets(platform, unnamed, unnamed.secrets);
  } catch (error) {
    throw wrongSecret(secrets.keyId, 'key unknown', error);
  }
}

function wrongSecret(keyId: string, which: string, cause?: unknown): Error {
  return startError(
    `The database holds secrets that were sealed with another PARLEY_SECRET (${which}; this one is key ${keyId}). ` +
      'Start with that one, or name it in PARLEY_SECRET_PREVIOUS.',
    cause,
  );
}
