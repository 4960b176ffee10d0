import { z } from '@hono/zod-openapi';
import {
  DEFAULT_STATISTICS_DAYS,
  MOST_STATISTICS_DAYS,
  OUTCOME_GROUPS,
} from '@/server/services/outcome/statistics-query';
import { id } from './base';

const day = (description: string) => z.iso.date().optional().openapi({ description });

export const statisticsQuery = z.object({
  from: day(
    `First day of the period, in UTC; at most ${MOST_STATISTICS_DAYS - 1} days before \`to\`; default: ${DEFAULT_STATISTICS_DAYS - 1} days before it`,
  ),
  to: day('Last day of the period, in UTC; default: today'),
  groupBy: z.enum(OUTCOME_GROUPS).default('day').openapi({ description: 'The groups of the items' }),
  flowId: z.string().optional().openapi({ description: 'Id or slug of a flow; default: all flows' }),
  version: z.coerce.number().int().min(1).optional().openapi({
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Number of a version of the flow; needs `flowId`; default: all versions',
  }),
  channelId: z.string().optional().openapi({
    description: 'Id of a channel, or `api` for sessions without one; default: all channels',
  }),
});

const count = (description: string) => z.number().int().min(0).describe(description);
const seconds = (share: string) =>
  z
    .number()
    .nullable()
    .describe(
      `${share} of these answers came within so many seconds of the handover; up to 20 % too high; null without answers`,
    );

const figures = {
  sessions: count('Number of sessions that began'),
  ended: count('Number of those that are over, in any way'),
  endedWithoutPerson: count('Number of those that completed the flow without a handover'),
  failed: count('Number of those that failed'),
  handedOver: count('Number of sessions that were handed to a person, or that a person took'),
  handoverRate: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('`handedOver` by `sessions`; null without sessions'),
  answered: count('Number of those that a person answered after the handover'),
  answerP50Seconds: seconds('Half'),
  answerP90Seconds: seconds('90 %'),
  rated: count('Number of ratings: answers of questions that the flow counts as such'),
  satisfaction: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('Mean of the ratings, each as the part of its scale from 0 to 1; null without ratings'),
  ratings: z
    .array(
      z.object({
        min: z.number().int().min(0).describe('Lowest rating of the scale'),
        max: z.number().int().min(1).max(100).describe('Highest rating of the scale'),
        count: count('Number of ratings on it'),
        average: z.number().min(0).describe('Their mean'),
        distribution: z
          .array(
            z.object({
              value: z.number().int().min(0).describe('A rating of the scale'),
              count: count('Number of ratings with this value'),
            }),
          )
          .describe('Every value of the scale, the lowest first'),
      }),
    )
    .describe('The ratings by scale, the one with most ratings first'),
  tokens: count('Tokens of models'),
  costUsd: z.number().min(0).describe('Cost of the tokens in US dollars, of models with a price'),
};

export const statistics = z
  .object({
    from: z.iso.date().describe('First day of the period, in UTC'),
    to: z.iso.date().describe('Last day of the period, in UTC'),
    groupBy: z.enum(OUTCOME_GROUPS).describe('The groups of the items'),
    total: z.object(figures).describe('All sessions of the period'),
    items: z
      .array(
        z.object({
          day: z.iso.date().nullable().describe('The day; null in other groups'),
          flowId: id.nullable().describe('Id of the flow, in groups by flow or version'),
          flowName: z.string().nullable().describe('Its name; null for a deleted flow'),
          version: z.number().int().nullable().describe('Number of the version, in groups by version'),
          channelId: id
            .nullable()
            .describe('Id of the channel, in groups by channel; null for sessions without one'),
          channelName: z.string().nullable().describe('Its name; null for a deleted channel'),
          ...figures,
        }),
      )
      .describe(
        'Days in order, without those on which no session began; other groups by number of sessions, at most 1,000',
      ),
  })
  .openapi('Statistics');
