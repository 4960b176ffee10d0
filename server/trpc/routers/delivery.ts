import { z } from 'zod';
import { getDelivery } from '@/server/services/delivery/get-delivery';
import { listDeliveries } from '@/server/services/delivery/list-deliveries';
import { recoverDeliveries } from '@/server/services/delivery/recover-deliveries';
import { replayDeliveries } from '@/server/services/delivery/replay-deliveries';
import { resendDeliveries } from '@/server/services/delivery/resend-deliveries';
import { resendDelivery } from '@/server/services/delivery/resend-delivery';
import { tryDelivery } from '@/server/services/delivery/try-delivery';
import { DELIVERY_STATUSES } from '@/server/services/delivery/view';
import { idInput, pageInput, searchInput, timeInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const deliveryInput = z.object({ deliveryId: idInput });
const sinceInput = z.object({ channelId: idInput, since: timeInput });

const listInput = pageInput.extend({
  status: z.array(z.enum(DELIVERY_STATUSES)).optional(),
  channelId: idInput.optional(),
  sessionId: idInput.optional(),
  threadId: idInput.optional(),
  event: z.string().max(200).optional(),
  search: searchInput,
});

/** Deliveries of webhooks: sent, pending and failed. */
export const deliveryRouter = router({
  list: memberProcedure.input(listInput).query(({ ctx, input }) => listDeliveries(ctx.service, input)),
  get: memberProcedure.input(deliveryInput).query(({ ctx, input }) => getDelivery(ctx.service, input)),
  resend: memberProcedure
    .input(deliveryInput)
    .mutation(({ ctx, input }) => resendDelivery(ctx.service, input)),
  tryNow: memberProcedure.input(deliveryInput).mutation(({ ctx, input }) => tryDelivery(ctx.service, input)),
  resendAll: memberProcedure
    .input(z.object({ deliveryIds: z.array(idInput).min(1).max(100) }))
    .mutation(({ ctx, input }) => resendDeliveries(ctx.service, input)),
  recover: memberProcedure
    .input(sinceInput)
    .mutation(({ ctx, input }) => recoverDeliveries(ctx.service, input)),
  replay: memberProcedure
    .input(sinceInput.extend({ cursor: z.string().max(500).optional() }))
    .mutation(({ ctx, input }) => replayDeliveries(ctx.service, input)),
});
