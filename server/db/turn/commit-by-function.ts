/*
 * The commits of turns on a distributed PostgreSQL: one call of a function, which runs on the node of the organization and
 * keeps the promises of commit.ts and commit-many.ts.
 *
 * function/one-organization  A call has commits of one organization only.
 * function/same-fields  The function knows every parameter of the statements, by the same name and type.
 */

import type { Db } from '../connection/transaction';
import {
  type Params,
  toFullParams,
  toPlainStartParams,
  toShortParams,
  toStartParams,
  toThreadParams,
} from './commit-params';
import { listColumns, toRowText } from './piece-columns';
import {
  BEGIN,
  BEGIN_IN_THREAD,
  BEGIN_PLAIN,
  CLEAR,
  EXTRAS,
  IS_AS_READ,
  IS_PREVIOUS_TURN,
  IS_UNAPPLIED,
  MOVE_ANY,
  MOVE_SHORT,
  RECORD,
  RECORD_ALL,
} from './pieces';
import { NO_EXTRAS, type ThreadMove, type TurnCommit, type TurnExtras } from './turn-commit';

/** A commit as the function takes it. Calls whose `queueId` is in order never wait for each other in a circle. */
export type CommitCall = { orgId: string; text: string; queueId: string };

const FULL = [RECORD_ALL, EXTRAS];
const SHORT_TURN = listColumns([MOVE_SHORT, IS_PREVIOUS_TURN, RECORD, CLEAR]);
const FULL_TURN = listColumns([MOVE_ANY, IS_AS_READ, IS_UNAPPLIED, ...FULL]);
const PLAIN_START = listColumns([BEGIN_PLAIN, RECORD]);
const FULL_START = listColumns([BEGIN, ...FULL]);
const THREAD_START = listColumns([BEGIN_IN_THREAD, ...FULL]);

/** Every field that the function reads. */
export const FIELDS = listColumns([MOVE_ANY, IS_AS_READ, BEGIN_IN_THREAD, RECORD, ...FULL]);

const CALL = 'SELECT commit_turns_3($1::uuid, $2::json) "id"';

/**
 * Writes commits of different sessions of one organization; returns the ids of the sessions that were written. `name` is that of
 * the statement which does the same on one server.
 */
export async function commitByFunction(
  { pool }: Db,
  name: string,
  calls: readonly CommitCall[],
): Promise<ReadonlySet<string>> {
  const [first] = calls;
  if (!first) return new Set();
  const { orgId } = first;
  if (calls.some((one) => one.orgId !== orgId)) throw new Error('The commits are of several organizations.');
  const inOrder = calls.toSorted((a, b) => Number(a.queueId > b.queueId) - Number(a.queueId < b.queueId));
  const commits = `[${inOrder.map(({ text }) => text).join(',')}]`;
  const { rows } = await pool.query<{ id: string }>({ name, text: CALL, values: [orgId, commits] });
  return new Set(rows.map(({ id }) => id));
}

/** Makes the call that writes turns. */
export function toTurnCall(commit: TurnCommit): CommitCall {
  if (!commit.extras) return toCall(commit, toRowText(toShortParams(commit), SHORT_TURN));
  return toCall(
    commit,
    toRowText(withoutEmpty(toFullParams(commit, commit.extras), commit.extras), FULL_TURN),
  );
}

/** Makes the call that writes a new session, with the thread that it takes. */
export function toStartCall(commit: TurnCommit, thread: ThreadMove | null): CommitCall {
  const plain = toPlainStartParams(commit);
  if (!thread && !commit.extras) return toCall(commit, toRowText(plain, PLAIN_START));
  const extras = commit.extras ?? NO_EXTRAS;
  const full = withoutEmpty({ ...toFullParams(commit, extras), ...toStartParams(commit) }, extras);
  if (!thread) return toCall(commit, toRowText(full, FULL_START));
  return toCall(commit, toRowText({ ...full, ...toThreadParams(thread) }, THREAD_START));
}

function toCall({ session, extras }: TurnCommit, text: string): CommitCall {
  return { orgId: session.orgId, text, queueId: extras?.deliveries[0]?.queueId ?? '' };
}

/** Leaves out the lists without items: the function runs no statement for them. */
function withoutEmpty(params: Params, extras: TurnExtras): Params {
  const empty = Object.entries(extras).filter(([, value]) => Array.isArray(value) && value.length === 0);
  return { ...params, ...Object.fromEntries(empty.map(([name]) => [name, null])) };
}
