import { z } from '@hono/zod-openapi';
import { anyObject } from './base';

/** The file of a session; its schema describes the parts that readers of the API need. */
export const recording = z
  .object({
    kind: z.literal('parley.recording').describe('Always `parley.recording`'),
    format: z.literal(1).describe('Format of the file'),
    flow: z.string().describe('Key in `flows` of the version on which the session started'),
    flows: z
      .record(z.string(), anyObject)
      .describe('The versions that ran, with those that they call: `slug`, `version`, `definition`, `links`'),
    seed: z
      .string()
      .describe('Seed of its random choices: the id of the session, or of the one it continues'),
    turns: z
      .array(anyObject)
      .describe('The turns in order: the `event`, and the `status`, `messages`, `set` and `emitted` of each'),
    end: anyObject.describe('How the session stood: `status`, `at` in milliseconds since 1970, `state`'),
    masked: z
      .object({
        credentials: z.number().int().describe('Number of credentials that were replaced by placeholders'),
        unverified: z
          .array(z.number().int())
          .describe(
            'Turns, from 0, that give other bytes because of that; the number of turns stands for the end',
          ),
        otherWayFrom: z
          .number()
          .int()
          .nullable()
          .describe('The first turn, from 0, that takes another way because of that; null for none'),
      })
      .describe('How its credentials were replaced'),
  })
  .openapi('Recording');
