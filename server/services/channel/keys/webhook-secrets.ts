/*
 * The secrets that sign a channel's webhooks.
 *
 * webhook-secret/shown-once: the text of a secret is shown once, at its creation, and stored sealed for its channel
 *   only.
 * webhook-secret/overlap: a rotation activates a new secret at once; the old ones keep signing until they retire.
 */
import { z } from 'zod';
import type { Platform } from '../../context';

const stored = z.object({
  id: z.string(),
  sealed: z.string(),
  createdAt: z.iso.datetime(),
  retiresAt: z.iso.datetime().nullable(),
});
const storedList = z.array(stored);

/** A secret as stored in `channels.secrets`, a list with the newest first. */
export type StoredWebhookSecret = z.output<typeof stored>;

export type WebhookSecretOwner = { orgId: string; channelId: string };

type SecretDeps = Pick<Platform, 'ids' | 'clock' | 'secrets'>;

const PREFIX = 'whsec_';
const KEY_BYTES = 32;
/** The most secrets that sign at the same time; a further rotation retires the oldest at once. */
const MAX_LIVE = 4;

/** Generates a secret: the text for its owner (`whsec_` and 32 random bytes in base64) and the stored form. */
export function createWebhookSecret(
  { ids, clock, secrets }: SecretDeps,
  place: WebhookSecretOwner,
): { text: string; secret: StoredWebhookSecret } {
  const now = clock.now();
  const text = `${PREFIX}${ids.bytes(KEY_BYTES).toString('base64')}`;
  const sealed = secrets.seal(text, contextOf(place));
  return {
    text,
    secret: { id: ids.uuid(now), sealed, createdAt: new Date(now).toISOString(), retiresAt: null },
  };
}

/**
 * Adds a new secret in front of a channel's stored ones, which keep signing for `overlapMs` or until their earlier
 * retirement. Returns the new text and the list to store, without retired secrets.
 */
export function rotateWebhookSecrets(
  deps: SecretDeps,
  place: WebhookSecretOwner,
  kept: unknown,
  { overlapMs }: { overlapMs: number },
): { text: string; secrets: StoredWebhookSecret[] } {
  const now = deps.clock.now();
  const { text, secret } = createWebhookSecret(deps, place);
  const end = now + overlapMs;
  const old = storedList
    .parse(kept)
    .map((one) => ({ ...one, retiresAt: new Date(Math.min(retirementOf(one), end)).toISOString() }))
    .filter((one) => retirementOf(one) > now)
    .slice(0, MAX_LIVE - 1);
  return { text, secrets: [secret, ...old] };
}

/** Returns the texts of the secrets active at `now`, newest first; throws an Error when one cannot be opened. */
export function openActiveSecrets(
  { secrets }: Pick<Platform, 'secrets'>,
  { kept, ...place }: WebhookSecretOwner & { kept: unknown },
  now: number,
): string[] {
  return storedList
    .parse(kept)
    .filter((one) => retirementOf(one) > now)
    .map(({ sealed }) => secrets.open(sealed, contextOf(place)));
}

/** Seals a channel's secrets again with the server's current secret; throws an Error when one cannot be opened. */
export function resealWebhookSecrets(
  { secrets }: Pick<Platform, 'secrets'>,
  { orgId, channelId }: WebhookSecretOwner,
  kept: unknown,
): StoredWebhookSecret[] {
  const context = contextOf({ orgId, channelId });
  return storedList
    .parse(kept)
    .map((one) => ({ ...one, sealed: secrets.seal(secrets.open(one.sealed, context), context) }));
}

function retirementOf({ retiresAt }: StoredWebhookSecret): number {
  return retiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(retiresAt);
}

function contextOf({ orgId, channelId }: WebhookSecretOwner): string {
  return `channel:${orgId}:${channelId}`;
}
