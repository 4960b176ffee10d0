import type { z } from '@hono/zod-openapi';
import type { Actor, Platform } from '@/server/services/context';
import type { DomainError, ErrorCode } from '@/server/shared/errors';
import type { JsonResponse } from '../response/response';
import type { AuthRequest } from './auth-request';
import type { CorsPolicy } from './cors';
import type { RouteScopes } from './route-scopes';

/** Finds the caller; throws credential_missing or credential_invalid. `authRequest` is for credentials outside the headers. */
export type Authenticate = (platform: Platform, request: Request, authRequest: AuthRequest) => Promise<Actor>;

/** A credential as the OpenAPI document describes it. */
export type Credential =
  | { type: 'http'; scheme: 'bearer'; description: string }
  | { type: 'apiKey'; in: 'header'; name: string; description: string };

/** The parts in which one API differs from the others. */
export type Surface = {
  /** The API's name in logs and metrics. */
  name: string;
  /** The path prefix of all its routes. */
  prefix: string;
  title: string;
  description: string;
  /** Renders a failure; `method` is the request's. */
  renderFailure(error: DomainError, requestId: string, method: string): JsonResponse;
  /** The failures of all its routes besides those that every API has. */
  failures?: readonly ErrorCode[];
  /** The schema of the body of every failure. */
  errorBody: z.ZodType;
  /** Authenticates the callers of endpoints without an authentication of their own. */
  authenticate: Authenticate;
  /** Whether a request carries a credential that is known to be valid; makes no query. */
  isKnownCaller(platform: Platform, request: Request): boolean;
  /** The documented credentials, the usual one first; default: an API key of the organization. */
  credentials?: Readonly<Record<string, Credential>>;
  /** Set when pages of other origins may call. */
  cors?: CorsPolicy;
  maxBodyBytes: number;
  /** The scopes of its routes; null when callers have no scopes. */
  routeScopes: RouteScopes | null;
};
