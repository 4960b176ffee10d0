/** The target: one port per process; connections are distributed over them. */
export type Target = { name: string; ports: readonly number[]; apiKey: string };
