import { z } from 'zod';

const channel = { channelId: z.string(), webhookSecret: z.string().optional() };

/** The contents of demo.json: everything a caller needs. Removed parts are missing. */
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
  /** Parts that were removed and must not be made again. */
  removed: z.array(z.string()).optional(),
});

export type DemoFacts = z.infer<typeof demoFacts>;
