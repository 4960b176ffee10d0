import type { Limits } from '@/server/http/admission/limits';
import { authenticateBearer, isKnownKey } from '@/server/http/routing/bearer';
import { type ApiApp, createApi } from '@/server/http/routing/create-api';
import type { Surface } from '@/server/http/routing/surface';
import type { Platform } from '@/server/services/context';
import { renderManagementFailure } from './errors';
import { ROUTE_SCOPES } from './route-scopes';
import { apiKeyEndpoints } from './routes/api-keys';
import { breakpointEndpoints } from './routes/breakpoints';
import { channelEndpoints } from './routes/channels';
import { configEndpoints } from './routes/config';
import { connectionEndpoints } from './routes/connections';
import { contactEndpoints } from './routes/contacts';
import { coverageEndpoints } from './routes/coverage';
import { deliveryEndpoints } from './routes/deliveries';
import { environmentEndpoints } from './routes/environments';
import { flowCollectionEndpoints } from './routes/flow-collection';
import { flowEnvironmentEndpoints } from './routes/flow-environments';
import { flowFileEndpoints } from './routes/flow-files';
import { flowTestEndpoints } from './routes/flow-tests';
import { flowVersionEndpoints } from './routes/flow-versions';
import { flowEndpoints } from './routes/flows';
import { heldSessionEndpoints } from './routes/held-sessions';
import { migrationEndpoints } from './routes/migrations';
import { modelPriceEndpoints } from './routes/model-prices';
import { replayEndpoints } from './routes/replays';
import { roomEndpoints } from './routes/rooms';
import { secretEndpoints } from './routes/secrets';
import { sessionEndpoints } from './routes/sessions';
import { statisticsEndpoints } from './routes/statistics';
import { testNodeEndpoint } from './routes/test-node';
import { translationEndpoints } from './routes/translations';
import { errorBody } from './schemas/base';

const MAX_BODY_BYTES = 65_536;

const surface: Surface = {
  name: 'management',
  prefix: '/api/v1',
  title: 'Management API',
  description:
    'Flows, versions, environments and replays, channels and rooms, contacts, deliveries, API keys, model prices, configuration values, secrets, connections and sessions.',
  renderFailure: renderManagementFailure,
  errorBody,
  authenticate: authenticateBearer,
  isKnownCaller: isKnownKey,
  maxBodyBytes: MAX_BODY_BYTES,
  routeScopes: ROUTE_SCOPES,
};

/** The app of the management API. */
export function createManagementApp(platform: Platform, { limits }: { limits: Limits }): ApiApp {
  return createApi({ platform, surface, limits }, [
    ...apiKeyEndpoints,
    ...channelEndpoints,
    ...configEndpoints,
    ...environmentEndpoints,
    ...flowEnvironmentEndpoints,
    ...connectionEndpoints,
    ...contactEndpoints,
    ...deliveryEndpoints,
    ...flowVersionEndpoints,
    ...flowEndpoints,
    ...flowCollectionEndpoints,
    ...flowFileEndpoints,
    ...flowTestEndpoints,
    testNodeEndpoint,
    ...translationEndpoints,
    ...replayEndpoints,
    ...coverageEndpoints,
    ...migrationEndpoints,
    ...breakpointEndpoints,
    ...heldSessionEndpoints,
    ...modelPriceEndpoints,
    ...roomEndpoints,
    ...secretEndpoints,
    ...sessionEndpoints,
    ...statisticsEndpoints,
  ]);
}
