import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import {
  getOrganization,
  type OrganizationChange,
  type OrganizationRow,
  updateOrganization,
} from '@/server/db/organization/store';
import type { PersonalRules } from '@/server/engine/personal/check-models';
import { requireStorable } from '@/server/shared/require-storable';
import { withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { requireMayGrant } from '../member/require-may-grant';
import type { BusinessHours } from '../opening-hours/schema';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { parsePersonalRules } from './personal-rules';
import { parseStoredHours } from './regional-defaults';
import { type ChangeSettings, settingsSchema } from './schema';

export type OrganizationSettings = {
  name: string;
  slug: string;
  /** The retention of transcripts of finished sessions, in days; null for ever. */
  retentionDays: number | null;
  /** Whether members who sign in by password need a second factor. */
  requiresFactor: boolean;
  /** The BCP 47 tag of sessions whose caller and flow name none; null for en. */
  locale: string | null;
  /** The time zone of sessions whose caller and flow name none; null for UTC. */
  timeZone: string | null;
  /** The opening hours of channels without their own; empty if none are set. */
  openingHours: BusinessHours[];
  personalData: PersonalRules;
};

/** Returns the organization's settings. */
export async function getSettings(ctx: ServiceContext): Promise<OrganizationSettings> {
  const orgId = requireScope(ctx, 'settings:read');
  return toSettings(await getOrganization(ctx.db, { orgId }));
}

/**
 * Changes only the given settings; only an owner changes `requiresFactor`. Sessions take locale, time zone and opening
 * hours when they start. Throws invalid_request, permission_denied.
 */
export async function changeSettings(
  ctx: ServiceContext,
  input: ChangeSettings,
): Promise<OrganizationSettings> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  requireFreshSignIn(ctx);
  const change = toChange(requireValid(settingsSchema, input));
  requireStorable(change);
  if (change.requiresFactor !== undefined) requireMayGrant(ctx, 'owner');
  const settings = await withChange(ctx, async (tx) => {
    const before = toSettings(await getOrganization(tx, { orgId }));
    const after = toSettings(await updateOrganization(tx, { orgId }, change));
    const isChanged = !isDeepStrictEqual(after, before);
    const what = { action: 'organization.changed', thingId: orgId, name: after.name } as const;
    return { result: after, change: isChanged ? { ...what, before, after } : null };
  });
  ctx.organizations.invalidate();
  ctx.channels.invalidate();
  return settings;
}

type CheckedSettings = z.output<typeof settingsSchema>;

function toChange({ openingHours, personalData, ...plain }: CheckedSettings): OrganizationChange {
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  const hours = openingHours && { openingHours: openingHours.length > 0 ? openingHours : null };
  return { ...Object.fromEntries(given), ...hours, ...(personalData && { personalRules: personalData }) };
}

function toSettings(row: OrganizationRow): OrganizationSettings {
  const { name, slug, retentionDays, requiresFactor, locale, timeZone } = row;
  const openingHours = parseStoredHours(row.openingHours);
  const personalData = parsePersonalRules(row.personalRules);
  return { name, slug, retentionDays, requiresFactor, locale, timeZone, openingHours, personalData };
}
