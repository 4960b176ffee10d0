/** A part of the server whose tests are measured: its files, and the tests that are to notice changes in them. */
export type Area = {
  name: string;
  folder: string;
  tests: string[];
  needsPostgres: boolean;
  /** The tests that one mutant may cost, by the time they take without a mutant. */
  budgetMs: number;
};

const PURE_MS = 1_500;
const STORED_MS = 5_000;

export const AREAS: readonly Area[] = [
  {
    name: 'engine',
    folder: 'server/engine',
    tests: ['server/engine'],
    needsPostgres: false,
    budgetMs: PURE_MS,
  },
  {
    name: 'session',
    folder: 'server/services/session',
    tests: ['server/services/session', 'server/services/thread', 'server/services/inbox', 'server/worker'],
    needsPostgres: true,
    budgetMs: STORED_MS,
  },
  {
    name: 'delivery',
    folder: 'server/services/delivery',
    tests: ['server/services/delivery', 'server/services/session/turn', 'server/worker'],
    needsPostgres: true,
    budgetMs: STORED_MS,
  },
  {
    name: 'http',
    folder: 'server/http',
    tests: ['server/http', 'server/dialects/headless', 'server/dialects/chat'],
    needsPostgres: true,
    budgetMs: STORED_MS,
  },
];
