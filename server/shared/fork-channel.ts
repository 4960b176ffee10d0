/** The channel of forks. A caller may name a channel so, but cannot start test sessions. */
export const FORK_CHANNEL = 'fork';
