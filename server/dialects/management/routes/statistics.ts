import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { fileReply, jsonReply } from '@/server/http/routing/openapi';
import { getStatistics } from '@/server/services/outcome/get-statistics';
import { toStatisticsCsv, toStatisticsFileName } from '@/server/services/outcome/to-csv';
import { orgPath } from '../schemas/base';
import { statistics, statisticsQuery } from '../schemas/statistics';

const ABOUT =
  'Counts the sessions that began in a period by their outcome, for the day on which they began, without test sessions: how many ended without a person, how many were handed over, how long people took to answer, and what models cost. New turns are counted after some seconds, those of sessions that began earlier after some minutes.';

const getStatisticsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/statistics',
    operationId: 'getStatistics',
    tags: ['Statistics'],
    summary: 'Get figures of sessions by day, flow, version or channel',
    description: ABOUT,
    request: { params: orgPath, query: statisticsQuery },
    responses: { 200: jsonReply('The figures', statistics) },
  }),
  async ({ ctx, query }) => ({ status: 200, body: await getStatistics(ctx, query) }),
);

const getStatisticsFileEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/statistics/csv',
    operationId: 'getStatisticsFile',
    tags: ['Statistics'],
    summary: 'Get these figures as a CSV file',
    description: `${ABOUT} The file has the items, a line each, with the names of their fields in the first line.`,
    request: { params: orgPath, query: statisticsQuery },
    responses: { 200: fileReply('The file') },
  }),
  async ({ ctx, query }) => {
    const statistics = await getStatistics(ctx, query);
    return {
      status: 200,
      stream: new Blob([toStatisticsCsv(statistics.items)]).stream(),
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${toStatisticsFileName(statistics)}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    };
  },
);

/** The endpoints of figures of sessions. */
export const statisticsEndpoints = [getStatisticsEndpoint, getStatisticsFileEndpoint];
