import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** One more try of a subject; `endsAt` is when its tries are forgotten if these are the first. */
export type NewAttempt = { subject: Buffer; endsAt: Date };
export type AttemptRow = { subject: Buffer; count: number; endsAt: Date };

// Rows in one order, so that two tries at once never wait for each other.
const count = defineStatement<{ subjects: Buffer[]; ends: Date[]; now: Date }>(
  'count_sign_in_attempts',
  `INSERT INTO sign_in_attempts AS t (subject, count, ends_at)
   SELECT n.subject, 1, n.ends_at FROM unnest(:subjects::bytea[], :ends::timestamptz[]) AS n(subject, ends_at)
   ORDER BY 1
   ON CONFLICT (subject) DO UPDATE
   SET count = CASE WHEN t.ends_at <= :now THEN 1 ELSE t.count + 1 END,
       ends_at = CASE WHEN t.ends_at <= :now THEN excluded.ends_at ELSE t.ends_at END
   RETURNING subject, count, ends_at "endsAt"`,
);

/** Counts a try of every subject in one statement; returns how often each has tried by now. */
export async function upsertSignInAttempts(
  { pool }: Db,
  tries: readonly NewAttempt[],
  now: Date,
): Promise<AttemptRow[]> {
  const subjects = tries.map(({ subject }) => subject);
  const ends = tries.map(({ endsAt }) => endsAt);
  return (await pool.query<AttemptRow>(count({ subjects, ends, now }))).rows;
}

/** A person by the address that was typed, or by their id; and a place from where somebody tries to be them. */
type PersonAtPlace = { email: string | null; userId: string | null; place: string | null };

type PersonTry = PersonAtPlace & { subject: Buffer; endsAt: Date; now: Date; knownSince: Date };

const countPerson = defineStatement<PersonTry>(
  'count_person_attempt',
  `INSERT INTO sign_in_attempts AS t (subject, count, ends_at)
   SELECT :subject::bytea, 1, :endsAt::timestamptz WHERE NOT EXISTS (
     SELECT 1 FROM sign_ins s JOIN users u ON u.id = s.user_id
     WHERE (u.email = :email::text OR u.id = :userId::uuid)
       AND s.place = :place::text AND s.last_seen_at > :knownSince)
   ON CONFLICT (subject) DO UPDATE
   SET count = CASE WHEN t.ends_at <= :now THEN 1 ELSE t.count + 1 END,
       ends_at = CASE WHEN t.ends_at <= :now THEN excluded.ends_at ELSE t.ends_at END
   RETURNING subject, count, ends_at "endsAt"`,
);

/** Counts a try against a person, unless they have signed in from that place since `knownSince`: then null, uncounted. */
export async function upsertPersonAttempt({ pool }: Db, tried: PersonTry): Promise<AttemptRow | null> {
  return (await pool.query<AttemptRow>(countPerson(tried))).rows[0] ?? null;
}

/** Forgets all tries of one subject, and one try of each of the others, whose rows it takes in the order of counting. */
export async function deleteSignInAttempts(
  { pool }: Db,
  whole: Buffer,
  others: readonly Buffer[],
): Promise<void> {
  const text = `WITH held AS (
      SELECT subject FROM sign_in_attempts WHERE subject = ANY($2::bytea[] || $1::bytea) ORDER BY 1 FOR UPDATE
    ), gone AS (DELETE FROM sign_in_attempts WHERE subject IN (SELECT subject FROM held WHERE subject = $1))
    UPDATE sign_in_attempts SET count = greatest(count - 1, 0)
    WHERE subject IN (SELECT subject FROM held WHERE subject <> $1)`;
  await pool.query({ text, values: [whole, others] });
}

/** Deletes tries whose time is over; returns how many rows went. */
export async function pruneSignInAttempts({ pool }: Db, now: Date, limit: number): Promise<number> {
  const text = `DELETE FROM sign_in_attempts WHERE subject IN
    (SELECT subject FROM sign_in_attempts WHERE ends_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`;
  return (await pool.query({ text, values: [now, limit] })).rowCount ?? 0;
}
