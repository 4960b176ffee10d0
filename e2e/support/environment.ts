import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { getDemo } from './demo';
import { manage } from './manage';

/** Makes an environment of the demo organization for a test, with a name of its own, and removes it afterwards. */
export async function withEnvironment(
  request: APIRequestContext,
  work: (environment: string) => Promise<void>,
): Promise<void> {
  const name = `staging-${randomUUID().slice(0, 8)}`;
  const { orgId, apiKey } = getDemo();
  await manage(request, '/environments', { name });
  await work(name);
  const headers = { authorization: `Bearer ${apiKey}` };
  await request.delete(`/api/v1/orgs/${orgId}/environments/${name}`, { headers });
}
