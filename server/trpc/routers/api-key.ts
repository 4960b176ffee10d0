import { z } from 'zod';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import { getApiKey } from '@/server/services/api-key/get-api-key';
import { listApiKeys } from '@/server/services/api-key/list-api-keys';
import { revokeApiKey } from '@/server/services/api-key/revoke-api-key';
import { rotateApiKey } from '@/server/services/api-key/rotate-api-key';
import { listRequests } from '@/server/services/request-log/list-requests';
import { SCOPES } from '@/server/shared/scopes';
import { idInput, pageInput, searchInput, timeInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const createInput = z.object({
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  expiresAt: timeInput.nullable(),
  channelId: idInput.nullable().optional(),
  environment: z.string().max(100).nullable().optional(),
});

const listInput = pageInput.extend({
  channelId: idInput.optional(),
  search: searchInput,
  activeOnly: z.boolean().optional(),
});

const rotateInput = z.object({ keyId: idInput, overlapMs: z.number() });

const requestsInput = pageInput.extend({
  keyId: idInput.optional(),
  search: searchInput,
  family: z.number().int().min(1).max(5).optional(),
});

/** The API keys of the organization. */
export const apiKeyRouter = router({
  list: memberProcedure.input(listInput).query(({ ctx, input }) => listApiKeys(ctx.service, input)),
  get: memberProcedure
    .input(z.object({ keyId: idInput }))
    .query(({ ctx, input }) => getApiKey(ctx.service, input)),
  create: memberProcedure.input(createInput).mutation(({ ctx, input }) => createApiKey(ctx.service, input)),
  rotate: memberProcedure.input(rotateInput).mutation(({ ctx, input }) => rotateApiKey(ctx.service, input)),
  listRequests: memberProcedure
    .input(requestsInput)
    .query(({ ctx, input }) => listRequests(ctx.service, input)),
  revoke: memberProcedure
    .input(z.object({ keyId: idInput }))
    .mutation(({ ctx, input }) => revokeApiKey(ctx.service, input)),
});
