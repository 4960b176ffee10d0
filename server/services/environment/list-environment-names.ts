import { getOrganization } from '@/server/db/organization/store';
import { PRODUCTION } from '@/server/shared/environment-name';
import type { ServiceContext } from '../context';

/** The names of an organization's environments: production, then the others in order. */
export async function listEnvironmentNames({ db }: ServiceContext, orgId: string): Promise<string[]> {
  const { environments } = await getOrganization(db, { orgId });
  return [PRODUCTION, ...Object.keys(environments ?? {}).sort()];
}
