import type { Selectable } from 'kysely';
import type { Tables } from '../statement/tables';

/** The tables of jobs. Each has the columns that the stores name, with these types. */
export type JobTable = 'replays' | 'sessionMigrations';
export type JobColumn<T extends JobTable> = keyof Selectable<Tables[T]>;
export type JobRow<T extends JobTable, C extends JobColumn<T>> = Pick<Selectable<Tables[T]>, C>;

export type JobKey = { orgId: string; id: string };

/** A table of jobs as the stores address it: they name only columns that each of these tables has. */
export function asJobs(name: JobTable): 'replays' {
  return name as 'replays';
}
