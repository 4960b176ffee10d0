import { listSampledSessions, listSampleLines, type SampleLine } from '@/server/db/coverage/read';
import { listTurnsToCount, type TurnToCount } from '@/server/db/coverage/uncounted';
import { groupBy } from '@/server/shared/group-by';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { listPlaces, toNode } from './count-session';
import { type CoverageQuery, readCoverageQuery } from './coverage-query';
import { placeSchema } from './place';

/** The most samples, and the most turns of a session that are searched, the newest of those that are counted. */
const MOST_SAMPLES = 10;
const MOST_TURNS = 200;

/** `place` is a node or an exit, as `<node>` or `<node>:<exit>`. */
export type SamplesQuery = CoverageQuery & { place: string };

/** What was said in the last turn of a session that passed a place; texts are cut to 500 characters. */
export type Sample = {
  sessionId: string;
  turnNo: number;
  at: Date;
  lines: { direction: SampleLine['direction']; text: string }[];
};

/**
 * Lists what was said at a place by up to 10 of the newest sessions that began on a version in a period. Requires the right to
 * read transcripts, too. Throws not_found and invalid_request.
 */
export async function listSamples(ctx: ServiceContext, query: SamplesQuery): Promise<Sample[]> {
  requireOrgWideScope(ctx, 'sessions:read');
  const { place: given, ...rest } = query;
  const { span } = await readCoverageQuery(ctx, rest);
  const place = requireValid(placeSchema, given, ['place']);
  const { orgId } = span;
  const sessions = await listSampledSessions(ctx.db, { ...span, place, limit: MOST_SAMPLES });
  const ranges = sessions.map(({ id, turnNo }) => ({
    id,
    after: Math.max(0, turnNo - MOST_TURNS),
    upTo: turnNo,
  }));
  const turns = groupBy(await listTurnsToCount(ctx.db, { orgId, ranges }), ({ sessionId }) => sessionId);
  const found = sessions.flatMap(({ id }) => findLastPass(turns.get(id) ?? [], place) ?? []);
  const lines = groupBy(
    await listSampleLines(ctx.db, {
      orgId,
      turns: found.map(({ sessionId, no }) => ({ id: sessionId, no })),
    }),
    ({ sessionId }) => sessionId,
  );
  return found.map(({ sessionId, no, at }) =>
    toSample({ sessionId, turnNo: no, at }, lines.get(sessionId) ?? []),
  );
}

function findLastPass(turns: readonly TurnToCount[], place: string): TurnToCount | undefined {
  return turns.findLast(({ visits }) =>
    listPlaces(visits ?? []).some((passed) => passed === place || toNode(passed) === place),
  );
}

function toSample(turn: Omit<Sample, 'lines'>, lines: readonly SampleLine[]): Sample {
  const said = lines.filter(({ text }) => text !== '');
  return { ...turn, lines: said.map(({ direction, text }) => ({ direction, text })) };
}
