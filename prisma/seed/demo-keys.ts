import { authenticateKey, type KeyActor } from '@/server/services/api-key/authenticate-key';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import type { ServiceContext } from '@/server/services/context';
import { isDomainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';

type DemoKey = { name: string; scopes: readonly Scope[]; channelId?: string };

/** Returns `known` if it is a valid key of the organization with all of `scopes`; otherwise makes another. */
export async function keepKey(
  ctx: ServiceContext,
  known: string | undefined,
  wanted: DemoKey,
): Promise<string> {
  if (known && isFit(ctx, await findActor(ctx, known), wanted)) return known;
  const { name, scopes, channelId = null } = wanted;
  return (await createApiKey(ctx, { name, scopes: [...scopes], channelId })).secret;
}

function isFit({ actor }: ServiceContext, key: KeyActor | null, wanted: DemoKey): boolean {
  if (key?.orgId !== actor.orgId || key.channelId !== (wanted.channelId ?? null)) return false;
  return wanted.scopes.every((scope) => key.scopes.includes(scope));
}

async function findActor(ctx: ServiceContext, key: string): Promise<KeyActor | null> {
  try {
    return await authenticateKey(ctx, key);
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}
