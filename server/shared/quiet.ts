/** The longest time that the messages of a person are held, in milliseconds. */
export const MAX_QUIET_MS = 20_000;
