import { z } from 'zod';
import { countFunnel } from '@/server/db/coverage/read';
import type { ServiceContext } from '../context';
import { requireNoIssues, requireValid } from '../require-valid';
import { type CoverageQuery, readCoverageQuery } from './coverage-query';
import { placeSchema } from './place';

/** `first` and `second` are nodes or exits, as `<node>` or `<node>:<exit>`. */
export type FunnelQuery = CoverageQuery & { first: string; second: string };

/** How many sessions passed `first`, and how many of these passed `second` afterwards. */
export type FunnelView = {
  version: number | null;
  from: Date;
  to: Date;
  first: string;
  second: string;
  passed: number;
  reached: number;
};

const placesSchema = z.object({ first: placeSchema, second: placeSchema });

/**
 * Counts, among the sessions that began on a version in a period, those that passed one place and those of them that passed
 * another one afterwards. Throws not_found and invalid_request.
 */
export async function getFunnel(ctx: ServiceContext, query: FunnelQuery): Promise<FunnelView> {
  const { first: givenFirst, second: givenSecond, ...rest } = query;
  const { span, version } = await readCoverageQuery(ctx, rest);
  const { first, second } = requireValid(placesSchema, { first: givenFirst, second: givenSecond });
  if (first === second) requireNoIssues([{ path: ['second'], message: 'must differ from `first`' }]);
  const counts = await countFunnel(ctx.db, { ...span, first, second });
  return { version: version.number, from: span.from, to: span.to, first, second, ...counts };
}
