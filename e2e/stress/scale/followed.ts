import type { Stream } from './stream';

export type Followed = { sessionId: string; stream: Stream; isCut: boolean; index: number };

/** The message of each turn and its process; every other turn runs on the process without the streams. */
export const textOf = (turn: number): string => `turn ${turn}`;
