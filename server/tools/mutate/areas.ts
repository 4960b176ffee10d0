/** A part of the server whose tests are measured: its files, and the tests that are to notice changes in them. */
export type Area = { name: string; folder: string; tests: string[]; needsPostgres: boolean };

export const AREAS: readonly Area[] = [
  { name: 'engine', folder: 'server/engine', tests: ['server/engine'], needsPostgres: false },
  {
    name: 'session',
    folder: 'server/services/session',
    tests: ['server/services/session', 'server/services/thread', 'server/services/inbox', 'server/worker'],
    needsPostgres: true,
  },
  {
    name: 'delivery',
    folder: 'server/services/delivery',
    tests: ['server/services/delivery', 'server/worker'],
    needsPostgres: true,
  },
  {
    name: 'http',
    folder: 'server/http',
    tests: ['server/http', 'server/dialects/headless', 'server/dialects/chat'],
    needsPostgres: true,
  },
];
