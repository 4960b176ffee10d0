import { accountRouter } from './routers/account';
import { apiKeyRouter } from './routers/api-key';
import { flowRouter } from './routers/flow';
import { modelPriceRouter } from './routers/model-price';
import { overviewRouter } from './routers/overview';
import { sessionRouter } from './routers/session';
import { router } from './trpc';

/** Everything the console may ask of the server. */
export const appRouter = router({
  account: accountRouter,
  apiKey: apiKeyRouter,
  flow: flowRouter,
  modelPrice: modelPriceRouter,
  overview: overviewRouter,
  session: sessionRouter,
});

export type AppRouter = typeof appRouter;
