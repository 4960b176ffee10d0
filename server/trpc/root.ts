import { accountRouter } from './routers/account';
import { apiKeyRouter } from './routers/api-key';
import { flowRouter } from './routers/flow';
import { overviewRouter } from './routers/overview';
import { sessionRouter } from './routers/session';
import { router } from './trpc';

/** Everything the console may ask of the server. */
export const appRouter = router({
  account: accountRouter,
  apiKey: apiKeyRouter,
  flow: flowRouter,
  overview: overviewRouter,
  session: sessionRouter,
});

export type AppRouter = typeof appRouter;
