import { accountRouter } from './routers/account';
import { apiKeyRouter } from './routers/api-key';
import { channelRouter } from './routers/channel';
import { configRouter } from './routers/config';
import { connectionRouter } from './routers/connection';
import { contactRouter } from './routers/contact';
import { coverageRouter } from './routers/coverage';
import { debugRouter } from './routers/debug';
import { deliveryRouter } from './routers/delivery';
import { environmentRouter } from './routers/environment';
import { flowRouter } from './routers/flow';
import { forkRouter } from './routers/fork';
import { inboxRouter } from './routers/inbox';
import { migrationRouter } from './routers/migration';
import { modelPriceRouter } from './routers/model-price';
import { organizationRouter } from './routers/organization';
import { overviewRouter } from './routers/overview';
import { replayRouter } from './routers/replay';
import { roomRouter } from './routers/room';
import { savedViewRouter } from './routers/saved-view';
import { secretRouter } from './routers/secret';
import { sessionRouter } from './routers/session';
import { statisticsRouter } from './routers/statistics';
import { router } from './trpc';

/** All procedures of the console. */
export const appRouter = router({
  account: accountRouter,
  apiKey: apiKeyRouter,
  channel: channelRouter,
  config: configRouter,
  connection: connectionRouter,
  contact: contactRouter,
  debug: debugRouter,
  delivery: deliveryRouter,
  environment: environmentRouter,
  flow: flowRouter,
  fork: forkRouter,
  inbox: inboxRouter,
  modelPrice: modelPriceRouter,
  organization: organizationRouter,
  overview: overviewRouter,
  coverage: coverageRouter,
  migration: migrationRouter,
  replay: replayRouter,
  room: roomRouter,
  savedView: savedViewRouter,
  secret: secretRouter,
  session: sessionRouter,
  statistics: statisticsRouter,
});

export type AppRouter = typeof appRouter;
