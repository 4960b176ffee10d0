import { z } from 'zod';

const MAX_RESENT = 100;

export const resendSchema = z.object({
  deliveryIds: z.array(z.string()).max(MAX_RESENT, `must have at most ${MAX_RESENT} items`),
});

export type ResendDeliveries = z.input<typeof resendSchema>;
