/** The most breakpoints that an organization has at a time. */
export const MOST_BREAKPOINTS = 50;

/** The most sessions of an organization that are held at a time; further ones pass their breakpoints. */
export const MOST_HELD_SESSIONS = 100;

/** How long a session is held after the last sign of a person, in milliseconds. */
export const HOLD_MS = { min: 5_000, default: 120_000, max: 1_800_000 };

/** The longest time that one hold lasts, however often it is extended. */
export const MAX_HELD_MS = 3_600_000;

/** How long a breakpoint is set, in milliseconds. */
export const ACTIVE_MS = { min: 60_000, default: 3_600_000, max: 86_400_000 };

export const MAX_CONDITION_CHARS = 1_000;
