/**
 * Tells what a visitor says of themselves from what an organization's servers say.
 *
 * visitor/by-credential: the credential decides. Whatever comes with a visitor's is theirs, however it was sent.
 * visitor/bounded: what is kept of a visitor has at most VISITOR_LIMITS names and bytes.
 */
import type { ThreadRow } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import type { Actor } from '../../context';

/** What is kept of a visitor in a conversation; `bytes` of JSON. */
export const VISITOR_LIMITS = { names: 200, bytes: 32_768 } as const;

/** `visitor` is undefined where a server speaks. */
export type CallerData = { variables?: JsonObject; visitor?: JsonObject; profile?: JsonObject };
export type ThreadData = Pick<ThreadRow, 'variables' | 'visitor' | 'profile'>;

/** Sorts what a caller brings: with a visitor's credential nothing counts as a server's. */
export function attributeCallerData<T extends CallerData>({ type }: Actor, brought: T): T {
  if (type !== 'visitor') return brought;
  return { ...brought, variables: {}, visitor: { ...brought.variables, ...brought.visitor } };
}

/**
 * Adds what is brought to what is known of a thread. Of one from before the two were kept apart, all variables count as the
 * visitor's as soon as a visitor speaks in it.
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

/** Returns what a visitor has sent so far; throws invalid_request where that is more than is kept. */
export function requireVisitorWithinLimits(visitor: JsonObject): JsonObject {
  const names = Object.keys(visitor).length;
  if (names > VISITOR_LIMITS.names) throw tooMuch(`${names} names`, `${VISITOR_LIMITS.names} names`);
  const bytes = Buffer.byteLength(JSON.stringify(visitor));
  if (bytes <= VISITOR_LIMITS.bytes) return visitor;
  throw tooMuch(`${bytes} bytes of JSON`, `${VISITOR_LIMITS.bytes} bytes`);
}

function tooMuch(actual: string, max: string) {
  const message = `would bring what this visitor has sent to ${actual}; at most ${max} are kept in a conversation`;
  return domainError('invalid_request', { issues: [{ path: ['variables'], message }] });
}
