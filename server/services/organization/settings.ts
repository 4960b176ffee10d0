import { getOrganization, type OrganizationRow, updateOrganization } from '@/server/db/organization/store';
import { withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { requireMayGrant } from '../member/require-may-grant';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { type ChangeSettings, settingsSchema } from './schema';

export type OrganizationSettings = {
  name: string;
  slug: string;
  /** The retention of transcripts of finished sessions, in days; null for ever. */
  retentionDays: number | null;
  /** Whether members who sign in by password need a second factor. */
  requiresFactor: boolean;
};

const SHOWN_NAMES = ['name', 'retentionDays', 'requiresFactor'] as const;

/** Returns the organization's settings. */
export async function getSettings(ctx: ServiceContext): Promise<OrganizationSettings> {
  const orgId = requireScope(ctx, 'settings:read');
  return toSettings(await getOrganization(ctx.db, { orgId }));
}

/**
 * Changes only the given settings; only an owner changes `requiresFactor`. Throws invalid_request, permission_denied.
 */
export async function changeSettings(
  ctx: ServiceContext,
  input: ChangeSettings,
): Promise<OrganizationSettings> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  requireFreshSignIn(ctx);
  const { name, retentionDays, requiresFactor } = requireValid(settingsSchema, input);
  const change = {
    ...(name !== undefined && { name }),
    ...(retentionDays !== undefined && { retentionDays }),
    ...(requiresFactor !== undefined && { requiresFactor }),
  };
  if (requiresFactor !== undefined) requireMayGrant(ctx, 'owner');
  return withChange(ctx, async (tx) => {
    const before = toSettings(await getOrganization(tx, { orgId }));
    const after = toSettings(await updateOrganization(tx, { orgId }, change));
    const isChanged = SHOWN_NAMES.some((name) => after[name] !== before[name]);
    const what = { action: 'organization.changed', thingId: orgId, name: after.name } as const;
    return { result: after, change: isChanged ? { ...what, before, after } : null };
  });
}

function toSettings({ name, slug, retentionDays, requiresFactor }: OrganizationRow): OrganizationSettings {
  return { name, slug, retentionDays, requiresFactor };
}
