import type { FuzzProgress, FuzzReport } from '@/server/engine/fuzz/fuzz-report';

/** What the worker of strange people is asked for. `flows` begins with the flow to play; the others are those that it calls. */
export type FuzzOrder =
  | {
      type: 'start';
      flows: readonly { slug: string; definition: unknown }[];
      people: number;
      seed: string;
    }
  | { type: 'stop' };

/** What it answers: how far the people are, in the end what they found, or why they cannot play. */
export type FuzzAnswer =
  | { type: 'progress'; progress: FuzzProgress }
  | { type: 'report'; report: FuzzReport }
  | { type: 'failure'; reason: string };
