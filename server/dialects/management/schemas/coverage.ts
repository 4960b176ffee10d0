import { z } from '@hono/zod-openapi';
import {
  DEFAULT_SILENT_MINUTES,
  MOST_DAYS,
  MOST_SILENT_MINUTES,
} from '@/server/services/coverage/coverage-query';
import { id, time } from './base';

const instant = (description: string) => time.optional().openapi({ description });

export const coverageQuery = z.object({
  version: z.coerce.number().int().min(1).optional().openapi({
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Number of the version; default: the published one',
  }),
  from: instant(
    `Beginning of the period, rounded down to an hour; before \`to\`, and at most ${MOST_DAYS} days; default: 7 days before \`to\``,
  ),
  to: instant('End of the period, rounded up to an hour; default: now'),
  silentMinutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_SILENT_MINUTES)
    .default(DEFAULT_SILENT_MINUTES)
    .openapi({
      description: 'After how many minutes without an answer a session has stopped',
    }),
});

const placeText = (description: string) => z.string().min(1).max(1_000).openapi({ description });
const FORM =
  'the id of a node, or the id, a colon and an exit; in a called flow with its slug and a slash before it';

export const funnelQuery = coverageQuery.extend({
  first: placeText(`A node or an exit: ${FORM}`),
  second: placeText('The node or exit after it, in the same form; must differ from `first`'),
});
export const samplesQuery = coverageQuery.extend({ place: placeText(`A node or an exit: ${FORM}`) });

const count = z.number().int().min(0);
const traffic = {
  sessions: count.describe('Number of sessions that passed it, each once'),
  stopped: count.describe(
    'Number of those that stopped there: silent for longer than `silentMinutes`, failed, expired or ended without an end of the flow',
  ),
  lastAt: time.nullable().describe('When it was passed last, at any time; null if it never was'),
};
const period = {
  version: z.number().int().nullable().describe('Number of the version'),
  from: time.describe('Beginning of the period'),
  to: time.describe('End of the period'),
};

export const coverage = z
  .object({
    ...period,
    silentMinutes: count.describe('After how many minutes without an answer a session has stopped'),
    sessions: count.describe('Number of sessions that began on the version in the period'),
    stopped: count.describe('Number of those that stopped'),
    lastAt: traffic.lastAt.describe('When a session of the version went on last; null if none did'),
    nodes: z
      .array(
        z.object({
          node: z.string().describe('Id of the node; in a called flow with its slug and a slash before it'),
          ...traffic,
          exits: z
            .array(z.object({ exit: z.string().describe('Name of the exit'), ...traffic }))
            .describe('The exits that were ever taken, the most frequent first'),
        }),
      )
      .describe('The nodes of the flow in its order, then those of called flows that were passed'),
  })
  .openapi('Coverage');

export const funnel = z
  .object({
    ...period,
    first: z.string().describe('The first node or exit'),
    second: z.string().describe('The one after it'),
    passed: count.describe('Number of sessions that passed `first`'),
    reached: count.describe('Number of those that passed `second` afterwards'),
  })
  .openapi('CoverageFunnel');

export const samples = z
  .object({
    items: z
      .array(
        z.object({
          sessionId: id.describe('Id of the session'),
          turnNo: count.describe('Number of its last turn that passed the place'),
          at: time.describe('When that was'),
          lines: z
            .array(
              z.object({
                direction: z.enum(['inbound', 'outbound']).describe('From the person, or to them'),
                text: z.string().describe('The text, cut to 500 characters'),
              }),
            )
            .describe('What was said in that turn'),
        }),
      )
      .describe('Up to 10 sessions, the newest first'),
  })
  .openapi('CoverageSamples');
