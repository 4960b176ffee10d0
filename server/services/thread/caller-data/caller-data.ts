/**
 * Separates data that a visitor states about themselves from data that an organization's servers state.
 *
 * visitor/by-credential: the credential decides; everything sent with a visitor's credential is visitor data.
 * visitor/bounded: the stored data of a visitor has at most VISITOR_LIMITS names and bytes.
 */
import type { ThreadRow } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import type { Actor } from '../../context';

/** The limits of a visitor's data in a conversation; `bytes` of JSON. */
const VISITOR_LIMITS = { names: 200, bytes: 32_768 } as const;

/** `visitor` is undefined when a server is the caller. */
export type CallerData = { variables?: JsonObject; visitor?: JsonObject; profile?: JsonObject };
export type ThreadData = Pick<ThreadRow, 'variables' | 'visitor' | 'profile'>;

/** Attributes the data: with a visitor's credential, none of it counts as a server's. */
export function attributeCallerData<T extends CallerData>({ type }: Actor, brought: T): T {
  if (type !== 'visitor') return brought;
  return { ...brought, variables: {}, visitor: { ...brought.variables, ...brought.visitor } };
}

/**
 * Merges the caller's data into a thread. In a thread from before the separation, all variables become visitor data
 * as soon as a visitor writes.
 */
export function mergeCallerData(thread: ThreadData | null, brought: CallerData): ThreadData {
  const { variables = {}, visitor, profile = {} } = brought;
  const known = splitKnown(thread, visitor !== undefined);
  return {
    variables: { ...known.variables, ...variables },
    visitor: visitor === undefined ? known.visitor : { ...known.visitor, ...visitor },
    profile: { ...thread?.profile, ...profile },
  };
}

function splitKnown(
  thread: ThreadData | null,
  isVisited: boolean,
): Pick<ThreadData, 'variables' | 'visitor'> {
  if (!thread) return { variables: {}, visitor: {} };
  const { variables, visitor } = thread;
  return visitor === null && isVisited ? { variables: {}, visitor: variables } : { variables, visitor };
}

/** Returns the visitor's data; throws invalid_request when it exceeds the limits. */
export function requireVisitorWithinLimits(visitor: JsonObject): JsonObject {
  const names = Object.keys(visitor).length;
  if (names > VISITOR_LIMITS.names) throw tooMuch(`${names} names`, `${VISITOR_LIMITS.names} names`);
  const bytes = Buffer.byteLength(JSON.stringify(visitor));
  if (bytes <= VISITOR_LIMITS.bytes) return visitor;
  throw tooMuch(`${bytes} bytes of JSON`, `${VISITOR_LIMITS.bytes} bytes`);
}

function tooMuch(actual: string, max: string) {
  const message = `would increase this visitor's data to ${actual}; a conversation stores at most ${max}`;
  return domainError('invalid_request', { issues: [{ path: ['variables'], message }] });
}
