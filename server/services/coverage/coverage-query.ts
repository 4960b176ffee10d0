import { z } from 'zod';
import type { CoverageSpan } from '@/server/db/coverage/read';
import type { VersionRowWithDefinition } from '@/server/db/flow-version/published';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { getVersionRow } from '../flow/version/get-version';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireNoIssues, requireValid } from '../require-valid';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The longest period, in days. */
export const MOST_DAYS = 366;
const DEFAULT_DAYS = 7;
/** After how many minutes of silence a session has stopped. */
export const DEFAULT_SILENT_MINUTES = 30;
export const MOST_SILENT_MINUTES = 43_200;
const MINUTES_RULE = `must be a whole number from 1 to ${MOST_SILENT_MINUTES}`;

const time = z.iso.datetime({ offset: true, error: 'must be a time such as 2030-01-31T10:00:00Z' });

const querySchema = z.object({
  version: z.int('must be the number of a version').min(1, 'must be the number of a version').optional(),
  from: time.optional(),
  to: time.optional(),
  silentMinutes: z
    .int(MINUTES_RULE)
    .min(1, MINUTES_RULE)
    .max(MOST_SILENT_MINUTES, MINUTES_RULE)
    .default(DEFAULT_SILENT_MINUTES),
});

/** `version` is the published one by default; the period, from `from` to before `to`, is the last 7 days. */
export type CoverageQuery = { flowId: string } & z.input<typeof querySchema>;

export type AskedCoverage = { span: CoverageSpan; version: VersionRowWithDefinition; silentMinutes: number };

/**
 * Reads a request for the coverage of a flow's version, with the period widened to complete hours. Throws not_found and
 * invalid_request.
 */
export async function readCoverageQuery(
  ctx: ServiceContext,
  { flowId, ...given }: CoverageQuery,
): Promise<AskedCoverage> {
  const orgId = requireOrgWideScope(ctx, 'flows:read');
  const query = requireValid(querySchema, given);
  const version = await findVersion(ctx, orgId, flowId, query.version);
  const now = ctx.clock.now();
  // The present hour belongs to the default period, also at its first moment.
  const to = ceilHour(query.to === undefined ? now + 1 : Date.parse(query.to));
  const from = floorHour(query.from === undefined ? to - DEFAULT_DAYS * DAY_MS : Date.parse(query.from));
  requirePeriod(from, to);
  const { silentMinutes } = query;
  const silentSince = new Date(now - silentMinutes * 60_000);
  const span = { orgId, versionId: version.id, from: new Date(from), to: new Date(to), silentSince };
  return { span, version, silentMinutes };
}

async function findVersion(
  ctx: ServiceContext,
  orgId: string,
  flowId: string,
  number: number | undefined,
): Promise<VersionRowWithDefinition> {
  if (number !== undefined) return getVersionRow(ctx, orgId, { flowId, number });
  const { versionId } = await getFlowHead(ctx, orgId, flowId);
  if (versionId === null) throw domainError('not_found', { thing: 'version', id: 'published' });
  return getVersionRow(ctx, orgId, { flowId, versionId });
}

function requirePeriod(from: number, to: number): void {
  if (from >= to) requireNoIssues([{ path: ['to'], message: 'must be after `from`' }]);
  if (to - from > MOST_DAYS * DAY_MS + HOUR_MS)
    requireNoIssues([{ path: ['from'], message: `must be at most ${MOST_DAYS} days before \`to\`` }]);
}

function floorHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

function ceilHour(at: number): number {
  return Math.ceil(at / HOUR_MS) * HOUR_MS;
}
