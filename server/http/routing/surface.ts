import type { Actor, Platform } from '@/server/services/context';
import type { DomainError } from '@/server/shared/errors';
import type { JsonResponse } from '../response/response';
import type { AuthRequest } from './auth-request';
import type { CorsPolicy } from './cors';
import type { RouteScopes } from './route-scopes';

/** Finds the caller; throws credential_missing or credential_invalid. `authRequest` is for credentials outside the headers. */
export type Authenticate = (platform: Platform, request: Request, authRequest: AuthRequest) => Promise<Actor>;

/** A credential as the document describes it: where it goes, and what it is. */
export type Credential =
  | { type: 'http'; scheme: 'bearer'; description: string }
  | { type: 'apiKey'; in: 'header'; name: string; description: string };

/** What makes one API look the way it does; everything else is the kit's and the same for all. */
export type Surface = {
  /** Names the API in the log. */
  name: string;
  /** Path under which every route of it stands. */
  prefix: string;
  title: string;
  description: string;
  /** How a failure reads in this API; `method` is the request's own. */
  renderFailure(error: DomainError, requestId: string, method: string): JsonResponse;
  /** How a caller is known, where an endpoint has no way of its own. */
  authenticate: Authenticate;
  /** Tells, without asking the database, whether a request names a credential that was found to be somebody's before. */
  isKnownCaller(platform: Platform, request: Request): boolean;
  /** The credentials that the document names, the usual one first; an API key of the organization unless told. */
  credentials?: Readonly<Record<string, Credential>>;
  /** Set where pages of other origins may call. */
  cors?: CorsPolicy;
  maxBodyBytes: number;
  /** The scopes that its routes need; null where callers have none. */
  routeScopes: RouteScopes | null;
};
