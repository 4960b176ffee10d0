import type { Container } from '@/server/container';
import { toLoopback } from '@/server/env';
import type { ServiceContext } from '@/server/services/context';
import { SCOPES } from '@/server/shared/scopes';
import { seedChannels } from './demo-channels';
import type { DemoFacts } from './demo-facts';
import { seedFlows } from './demo-flows';
import { keepKey } from './demo-keys';
import { seedOwner } from './demo-owner';

// An advisory lock number that is unique in this code.
const SEED_LOCK = 7_105_002;

/**
 * Makes the demo organization unless present, and returns what a caller needs. `known` is the result of an earlier
 * start on this data folder; its keys and passwords are reused while valid. Returns null when
 * somebody has signed up: nothing is added to their database.
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
  // The file may refer to a deleted database.
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

// Common origins of local web pages.
const USUAL_PORTS: readonly number[] = [80, 3000, 3001, 4173, 5173, 8000, 8080];

function toPageUrls(port: number): string[] {
  const ports = [...new Set([port, ...USUAL_PORTS])];
  return ['localhost', '127.0.0.1'].flatMap((host) => ports.map((each) => `http://${host}:${each}`));
}
