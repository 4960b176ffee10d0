import { isDeepStrictEqual } from 'node:util';
import { type ThreadRow, updateThread } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import type { ServiceContext } from '../../context';
import { type CallerData, mergeCallerData } from './caller-data';

/** Stores the caller's data with the thread if it differs; returns the updated thread. */
export async function saveCallerData(
  ctx: ServiceContext,
  thread: ThreadRow,
  brought: CallerData,
): Promise<ThreadRow> {
  if (isAllKnown(thread, brought)) return thread;
  const known = { ...thread, ...mergeCallerData(thread, brought) };
  await updateThread(ctx.db, known, new Date(ctx.clock.now()));
  return known;
}

function isAllKnown(thread: ThreadRow, { variables = {}, visitor, profile = {} }: CallerData): boolean {
  const isVisitorKnown =
    visitor === undefined || (thread.visitor !== null && isKnown(visitor, thread.visitor));
  return isVisitorKnown && isKnown(variables, thread.variables) && isKnown(profile, thread.profile);
}

function isKnown(given: JsonObject, known: JsonObject): boolean {
  return Object.entries(given).every(
    ([name, value]) => Object.hasOwn(known, name) && isDeepStrictEqual(known[name], value),
  );
}
