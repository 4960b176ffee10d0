import { z } from 'zod';
import { MAX_QUIET_MS } from '@/server/shared/quiet';
import { MAX_SCHEDULES, openingHoursSchema, storedSchedule } from '../opening-hours/schema';

const origin = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i,
    'must be like https://shop.example or https://*.shop.example',
  );

/**
 * The policy for messages that arrive while an earlier one is being answered: in order, refused, or merged into one.
 */
const concurrency = z.enum(['queue', 'reject', 'merge']).default('queue');

/** `interrupt` ends the call of a node that may be interrupted, and else answers messages in order. */
const threadConcurrency = z.enum([...concurrency.unwrap().options, 'interrupt']).default('queue');

/** How long a person must have written nothing before the flow gets their messages, as one; 0 gives it each at once. */
const quietMs = z
  .number()
  .int('Use whole milliseconds.')
  .min(0, 'Use 0 to 20,000 milliseconds.')
  .max(MAX_QUIET_MS, 'Use 0 to 20,000 milliseconds.')
  .optional();

/** Whether 410 Gone turns the webhook off; by default it is retried like every other failure. */
const disableOnGone = z.boolean().default(false);

/** Said once in a session, before the first words of a model; empty for nothing. */
const disclosure = z.string().trim().max(1_000, 'Use at most 1,000 characters.').optional();

const quickQuestion = z.strictObject({
  question: z.string().min(1).max(200),
  pageType: z.enum(['general', 'category', 'product', 'cart']).default('general'),
  intentName: z.string().min(1).max(64).nullable().default(null),
});

/** chat: the permissions of a publishable key, and the widget's appearance. */
const chatSettings = z.strictObject({
  allowedOrigins: z.array(origin).max(50).default([]),
  /** Null allows every intent. */
  allowedIntents: z.array(z.string().min(1).max(64)).max(200).nullable().default(null),
  widget: z
    .strictObject({ label: z.string().max(100).default('Chat'), accentColor: z.string().max(30).optional() })
    .default({ label: 'Chat' }),
  quickQuestions: z.array(quickQuestion).max(6).default([]),
  /** The time that an execution waits for its next input, in seconds. */
  waitSeconds: z.number().int().min(60).max(2_592_000).default(3_600),
  concurrency,
  disclosure,
  disableOnGone,
});

/** A set of threads; all conditions on the profile must hold. */
const segment = z.strictObject({
  id: z.string().min(1).max(64),
  title: z.string().min(1).max(200),
  conditions: z
    .array(
      z.strictObject({
        field: z.string().min(1).max(100),
        operator: z.enum(['is', 'isNot', 'contains', 'exists']),
        value: z.string().max(500).default(''),
      }),
    )
    .max(20)
    .default([]),
});

/** flowrest: the settings of all threads of the channel. */
const flowrestSettings = z.strictObject({
  botName: z.string().min(1).max(100).default('Assistant'),
  businessHours: z.array(storedSchedule).max(MAX_SCHEDULES).default([]),
  segments: z.array(segment).max(100).default([]),
  concurrency: threadConcurrency,
  quietMs,
  disclosure,
  disableOnGone,
});

/** umi: the settings of the channel's conversations. */
const umiSettings = z.strictObject({
  botName: z.string().min(1).max(100).default('Assistant'),
  /** Ignores a message whose id was already used in its thread. */
  dedupeMessageIds: z.boolean().default(false),
  concurrency: threadConcurrency,
  quietMs,
  disclosure,
  disableOnGone,
});

/** The settings schema of each kind of channel, with defaults. */
export const SETTINGS = { chat: chatSettings, flowrest: flowrestSettings, umi: umiSettings } as const;

/** Settings that are checked more strictly when they are written than when they are read. */
export const WRITTEN_SETTINGS = {
  chat: z.looseObject({}),
  flowrest: z.looseObject({ businessHours: openingHoursSchema.optional() }),
  umi: z.looseObject({}),
} as const;

export type ChannelSettings = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]> };
