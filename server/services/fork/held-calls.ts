/*
 * fork/asked-first  A fork makes no call until its author says so, and sends no events: the row of its call is held under a name
 *     and until a time that no process has, so that none takes it over.
 */

/** Holds the calls of forks, in place of a process. */
export const HELD_BY = 'fork';
export const HELD_UNTIL = new Date('9999-12-31T00:00:00Z');
