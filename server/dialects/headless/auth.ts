import { authenticateBearer } from '@/server/http/routing/bearer';

/** WIRE.md#authentication. */
export const authenticateHeadless = authenticateBearer;
