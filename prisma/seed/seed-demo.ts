import type { Container } from '@/server/container';
import { toLoopback } from '@/server/env';
import type { ServiceContext } from '@/server/services/context';
import { SCOPES } from '@/server/shared/scopes';
import { seedChannels } from './demo-channels';
import type { DemoFacts } from './demo-facts';
import { seedFlows } from './demo-flows';
import { keepKey } from './demo-keys';
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

async function seed(container: Container, file: DemoFacts | null): Promise<DemoFacts | null> {
  const owner = await seedOwner(container, file);
  if (!owner) return null;
  const { orgId, userId, email, password } = owner;
  // The file may be about a database that is gone.
  const known = file?.orgId === orgId ? file : null;
  const authenticatedAt = new Date(container.clock.now());
  const actor = { type: 'user', orgId, userId, role: 'owner', authenticatedAt } as const;
  const ctx: ServiceContext = { ...container, actor };
  const demoUrl = `http://${toLoopback(container.env)}/demo`;
  const flows = await seedFlows(ctx, demoUrl);
  const apiKey = await keepKey(ctx, known?.apiKey, { name: 'Demo', scopes: SCOPES });
  const pageUrls = toPageUrls(container.env.PORT);
  const seed = { known: known ?? {}, flowId: flows.orders, ownerId: userId, demoUrl, pageUrls };
  const channels = await seedChannels(ctx, seed);
  return { orgId, apiKey, flows, ...channels, console: { email, password } };
}

// Where people serve pages from on their own machine.
const USUAL_PORTS: readonly number[] = [80, 3000, 3001, 4173, 5173, 8000, 8080];

function toPageUrls(port: number): string[] {
  const ports = [...new Set([port, ...USUAL_PORTS])];
  return ['localhost', '127.0.0.1'].flatMap((host) => ports.map((each) => `http://${host}:${each}`));
}
