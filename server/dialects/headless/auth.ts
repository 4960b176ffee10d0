import { authenticateBearer } from '@/server/http/routing/bearer';

/** Keys come as `Authorization: Bearer <api key>`, as the vendor's do. */
export const authenticateHeadless = authenticateBearer;
