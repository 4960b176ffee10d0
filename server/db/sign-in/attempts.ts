import { type OnConflictBuilder, type OnConflictUpdateBuilder, type Selectable, sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, findRow, getRow } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `sign_in_attempts`: the attempts of a subject, which count until `endsAt`. */
export type AttemptRow = Selectable<Tables['signInAttempts']>;

/** `endsAt` is when the subject's attempts end if this is the first of them. */
export type NewAttempt = { subject: Buffer; endsAt: Date; now: Date };

const COLUMNS = ['subject', 'count', 'endsAt'] as const;

// Attempts that have ended count no longer: this one is the first again.
const addAttempt =
  (now: Date) =>
  (
    conflict: OnConflictBuilder<Tables, 'signInAttempts'>,
  ): OnConflictUpdateBuilder<Tables, 'signInAttempts'> =>
    conflict.column('subject').doUpdateSet((eb) => {
      const ended = eb('signInAttempts.endsAt', '<=', now);
      const count = eb('signInAttempts.count', '+', 1);
      return {
        count: eb.case().when(ended).then(1).else(count).end(),
        endsAt: eb
          .case()
          .when(ended)
          .then(eb.ref('excluded.endsAt'))
          .else(eb.ref('signInAttempts.endsAt'))
          .end(),
      };
    });

/** Counts an attempt of a subject; returns how many there are. */
export function upsertSignInAttempt(db: Db, { subject, endsAt, now }: NewAttempt): Promise<AttemptRow> {
  const insert = build.insertInto('signInAttempts').values({ subject, count: 1, endsAt });
  return getRow(db, insert.onConflict(addAttempt(now)).returning(COLUMNS));
}

/** A person by the address that was typed, or by their id; and the place of the attempt. */
type PersonAtPlace = { email: string | null; userId: string | null; place: string | null };

/** Counts an attempt at a person; null, uncounted, where they have signed in from the place since `knownSince`. */
export function upsertPersonAttempt(
  db: Db,
  { subject, endsAt, now, knownSince, ...by }: NewAttempt & PersonAtPlace & { knownSince: Date },
): Promise<AttemptRow | null> {
  const known = build
    .selectFrom('signIns')
    .innerJoin('users', 'users.id', 'signIns.userId')
    .select('signIns.id')
    .where((eb) => eb.or([eb('users.email', '=', by.email), eb('users.id', '=', by.userId)]))
    .where('signIns.place', '=', by.place)
    .where('signIns.lastSeenAt', '>', knownSince);
  const attempt = build
    .selectNoFrom((eb) => [eb.val(subject).as('subject'), eb.lit(1).as('count'), eb.val(endsAt).as('endsAt')])
    .where(({ exists, not }) => not(exists(known)));
  const insert = build.insertInto('signInAttempts').columns(COLUMNS).expression(attempt);
  return findRow(db, insert.onConflict(addAttempt(now)).returning(COLUMNS));
}

/** Deletes the attempts of one subject, and takes one from each of the others. */
export async function deleteSignInAttempts(
  db: Db,
  { subject, others }: { subject: Buffer; others: readonly Buffer[] },
): Promise<void> {
  // Rows are locked in one order, so that two requests never wait for each other.
  const statement = build
    .with('held', (cte) =>
      cte
        .selectFrom('signInAttempts')
        .select('subject')
        .where('subject', 'in', [subject, ...others])
        .orderBy('subject')
        .forUpdate(),
    )
    .with('deleted', (cte) =>
      cte
        .deleteFrom('signInAttempts')
        .where('subject', 'in', (eb) =>
          eb.selectFrom('held').select('subject').where('subject', '=', subject),
        ),
    )
    .updateTable('signInAttempts')
    .set((eb) => ({ count: sql`greatest(${eb('count', '-', 1)}, 0)` }))
    .where('subject', 'in', (eb) => eb.selectFrom('held').select('subject').where('subject', '<>', subject));
  await countRows(db, statement);
}

/** Deletes up to `limit` subjects whose attempts have ended; returns how many. */
export function pruneSignInAttempts(db: Db, { now, limit }: { now: Date; limit: number }): Promise<number> {
  const ended = build
    .selectFrom('signInAttempts')
    .select('subject')
    .where('endsAt', '<=', now)
    .limit(limit)
    .forUpdate()
    .skipLocked();
  return countRows(db, build.deleteFrom('signInAttempts').where('subject', 'in', ended));
}
