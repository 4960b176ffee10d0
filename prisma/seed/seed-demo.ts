import type { DemoFacts } from '@/server/announce';
import type { Container } from '@/server/container';
import { toLoopback } from '@/server/env';
import { authenticateKey } from '@/server/services/api-key/authenticate-key';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import type { ServiceContext } from '@/server/services/context';
import { isDomainError } from '@/server/shared/errors';
import { SCOPES } from '@/server/shared/scopes';
import { seedFlows } from './demo-flows';
import { seedOwner } from './demo-owner';

// Any number that no other lock of ours uses.
const SEED_LOCK = 7_105_002;

/**
 * Makes the demo organization unless it is there, and returns what a caller needs to use it. `known` is what an earlier
 * start returned on this data folder; keys and passwords in it are used again while they are still good. Null where
 * somebody has signed up for real: nothing is added to their database.
 */
export async function seedDemo(container: Container, known: DemoFacts | null): Promise<DemoFacts | null> {
  const client = await container.db.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SEED_LOCK]);
    return await seed(container, known);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [SEED_LOCK]);
    client.release();
  }
}

async function seed(container: Container, known: DemoFacts | null): Promise<DemoFacts | null> {
  const owner = await seedOwner(container, known);
  if (!owner) return null;
  const { orgId, userId, email, password } = owner;
  const ctx: ServiceContext = { ...container, actor: { type: 'user', orgId, userId, role: 'owner' } };
  const flows = await seedFlows(ctx, `http://${toLoopback(container.env)}/demo`);
  return { orgId, apiKey: await keepApiKey(ctx, known), flows, console: { email, password } };
}

async function keepApiKey(ctx: ServiceContext, known: DemoFacts | null): Promise<string> {
  if (known && (await isGood(ctx, known.apiKey))) return known.apiKey;
  return (await createApiKey(ctx, { name: 'Demo', scopes: [...SCOPES] })).secret;
}

async function isGood(ctx: ServiceContext, apiKey: string): Promise<boolean> {
  try {
    return (await authenticateKey(ctx, apiKey)).orgId === ctx.actor.orgId;
  } catch (error) {
    if (isDomainError(error)) return false;
    throw error;
  }
}
