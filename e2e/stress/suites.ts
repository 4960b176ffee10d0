import { AUDIT } from './abuse/audit/audit';
import { BATCHED_WRITES } from './abuse/batched-writes/batched-writes';
import { DEFINITIONS } from './abuse/definitions/definitions';
import { HOSTILE_CLIENT } from './abuse/hostile-client/hostile-client';
import { JSON_KEYS } from './abuse/json-keys/json-keys';
import { LOCKOUT } from './abuse/lockout/lockout';
import { MEMBER_REMOVAL } from './abuse/member-removal/member-removal';
import { OIDC_CLAIMS } from './abuse/oidc-claims/oidc-claims';
import { PREPARED_ACCOUNT } from './abuse/prepared-account/prepared-account';
import { SLOW_BODIES } from './abuse/slow-bodies/slow-bodies';
import { TRPC_INPUT } from './abuse/trpc-input/trpc-input';
import { UPGRADES } from './abuse/upgrades/upgrades';
import { VISITOR_VARIABLES } from './abuse/visitor-variables/visitor-variables';
import { ADDRESSES } from './addresses/addresses';
import { SECRETS } from './canaries/secrets';
import { CRASHES } from './crashes/crashes';
import { DISTRIBUTED } from './distributed/distributed';
import { DOCUMENTED } from './documented/documented';
import { FLEET } from './fleet/fleet';
import { LIMITS } from './limits/limits';
import { MALFORMED } from './malformed/malformed';
import { RACES } from './races/races';
import { SCALE } from './scale/scale';
import type { Suite } from './suite';
import { TENANTS } from './tenants/tenants';

/** Every suite that `npm run stress` runs, in this order. */
export const SUITES: readonly Suite[] = [
  MALFORMED,
  DOCUMENTED,
  TENANTS,
  ADDRESSES,
  SECRETS,
  RACES,
  LIMITS,
  CRASHES,
  SCALE,
  FLEET,
  DISTRIBUTED,
  VISITOR_VARIABLES,
  TRPC_INPUT,
  BATCHED_WRITES,
  AUDIT,
  MEMBER_REMOVAL,
  JSON_KEYS,
  DEFINITIONS,
  SLOW_BODIES,
  UPGRADES,
  HOSTILE_CLIENT,
  LOCKOUT,
  OIDC_CLAIMS,
  PREPARED_ACCOUNT,
];
