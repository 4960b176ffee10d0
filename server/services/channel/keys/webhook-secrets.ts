/*
 * The secrets that a channel's webhooks are signed with.
 *
 * D1 A secret's text is shown once, when it is made, and kept only sealed for its own channel.
 * D2 A rotation makes a new secret at once and lets the old ones sign on beside it until they retire.
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

/** A secret as it is kept in `channels.secrets`, a list with the newest first. */
export type StoredWebhookSecret = z.output<typeof stored>;

export type WebhookSecretOwner = { orgId: string; channelId: string };

type Making = Pick<Platform, 'ids' | 'clock' | 'secrets'>;

const PREFIX = 'whsec_';
const KEY_BYTES = 32;
/** The most secrets that sign at the same time; a further rotation retires the oldest at once. */
const MAX_LIVE = 4;

/** Makes a secret: its text, `whsec_` and 32 random bytes in base64, for its owner's eyes, and what is kept of it. */
export function createWebhookSecret(
  { ids, clock, secrets }: Making,
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
 * Puts a new secret before those a channel has, which sign on for `overlapMs` or until they retire anyway. Returns the
 * text of the new one and the list to keep; what is over is dropped from it.
 */
export function rotateWebhookSecrets(
  making: Making,
  place: WebhookSecretOwner,
  kept: unknown,
  { overlapMs }: { overlapMs: number },
): { text: string; secrets: StoredWebhookSecret[] } {
  const now = making.clock.now();
  const { text, secret } = createWebhookSecret(making, place);
  const end = now + overlapMs;
  const old = storedList
    .parse(kept)
    .map((one) => ({ ...one, retiresAt: new Date(Math.min(retirementOf(one), end)).toISOString() }))
    .filter((one) => retirementOf(one) > now)
    .slice(0, MAX_LIVE - 1);
  return { text, secrets: [secret, ...old] };
}

/** The texts of the secrets that sign at `now`, the newest first. Throws an Error when one cannot be opened. */
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

/** Seals a channel's secrets with the server's current secret. Throws an Error when one cannot be opened. */
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
