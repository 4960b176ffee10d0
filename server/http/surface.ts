import type { Actor, Platform } from '@/server/services/context';
import type { DomainError } from '@/server/shared/errors';
import type { JsonAnswer } from './answer';

/** What makes one API look the way it does; everything else is the kit's and the same for all. */
export type Surface = {
  /** Names the API in the log. */
  name: string;
  /** Path under which every route of it stands. */
  prefix: string;
  title: string;
  description: string;
  /** How a failure reads in this API. */
  renderFailure(error: DomainError, requestId: string): JsonAnswer;
  /** Who calls; throws credential_missing or credential_invalid. */
  authenticate(platform: Platform, request: Request): Promise<Actor>;
  maxBodyBytes: number;
};
