import { z } from 'zod';

const channel = { channelId: z.string(), webhookSecret: z.string().optional() };

/** What was made for the demo: all that a caller needs to begin. A part that somebody removed is missing. */
export const demoFacts = z.looseObject({
  orgId: z.string(),
  apiKey: z.string(),
  flows: z.record(z.string(), z.string()),
  console: z.object({ email: z.string(), password: z.string() }),
  chat: z
    .object({
      ...channel,
      publicKey: z.string(),
      engineToken: z.string(),
      intents: z.array(z.string()),
      pricedModel: z.string().optional(),
    })
    .optional(),
  flowrest: z.object({ ...channel, apiKey: z.string() }).optional(),
  umi: z
    .object({
      webhookSecret: z.string().optional(),
      token: z.string(),
      roomId: z.string(),
      userId: z.string(),
      configId: z.string(),
    })
    .optional(),
  /** What was removed on purpose, so that it is not made again. */
  removed: z.array(z.string()).optional(),
});

export type DemoFacts = z.infer<typeof demoFacts>;
