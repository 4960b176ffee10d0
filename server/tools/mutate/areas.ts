/** A part of the server whose tests are measured: its files, and the tests that are to notice changes in them. */
export type Area = {
  name: string;
  folder: string;
  tests: string[];
  needsPostgres: boolean;
  /** The tests that one mutant may cost, as a share of the time that all of them take. */
  budget: number;
};

export const AREAS: readonly Area[] = [
  {
    name: 'engine',
    folder: 'server/engine',
    tests: ['server/engine'],
    needsPostgres: false,
    budget: 0.12,
  },
  {
    name: 'session',
    folder: 'server/services/session',
    tests: ['server/services/session', 'server/services/thread', 'server/services/inbox', 'server/worker'],
    needsPostgres: true,
    budget: 0.1,
  },
  {
    name: 'delivery',
    folder: 'server/services/delivery',
    tests: ['server/services/delivery', 'server/services/session/turn', 'server/worker'],
    needsPostgres: true,
    budget: 0.25,
  },
  {
    name: 'http',
    folder: 'server/http',
    tests: ['server/http', 'server/dialects/headless', 'server/dialects/chat'],
    needsPostgres: true,
    budget: 0.1,
  },
];
