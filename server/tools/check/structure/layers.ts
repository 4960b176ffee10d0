import { GUARDED_WRITES } from './guarded-writes';

/** Text that must not stand in the code, or anywhere, of some files. */
export type ForbiddenText = { files: RegExp; text: RegExp; within: 'code' | 'all'; why: string };

/** What the files of one layer may import. Paths are inside the checkout; `{own}` stands for what `files` captured. */
export type Layer = {
  name: string;
  files: RegExp;
  /** Of ours, by the beginning of its path. */
  may: string[];
  /** Of ours, for its types alone. */
  mayTypes?: string[];
  /** Packages and built-in modules; any of `dependencies` when left out. */
  packages?: RegExp;
  why: string;
};

const NO_FRAMEWORK = /^(?!next(\/|$)|next-auth|@trpc\/|hono|@hono\/|react)/;

/** Who may import whom; the first layer whose `files` match is a file's layer. A layer may always import itself. */
export const LAYERS: Layer[] = [
  {
    name: 'tests and tools',
    files: /\.test\.tsx?$|(^|\/)fixtures\/|^e2e\/|^server\/(tools|bench)\/|(^|\/)[a-z.]+\.config\.(ts|mjs)$/,
    may: [''],
    why: 'what never runs in production may reach everything',
  },
  {
    name: 'composition root',
    files: /^server\/(main|container|env|public-app|open-limits|announce|renderers)\.ts$/,
    may: ['server/', 'prisma/seed/'],
    why: 'one place puts the parts together',
  },
  {
    name: 'public route handlers',
    files: /^app\/\(api\)\//,
    may: ['server/dialects/', 'server/container', 'server/public-app'],
    why: 'a route handler hands the request to its dialect and does nothing else',
  },
  {
    name: 'console route handlers',
    files: /^app\/api\//,
    may: ['server/trpc/', 'server/auth/', 'server/container'],
    why: 'a route handler hands the request on and does nothing else',
  },
  {
    name: 'gates of the console',
    files: /^app\/(.*\/)?(layout\.tsx|page\.tsx|route\.ts)$/,
    may: ['app/_', 'server/auth/'],
    mayTypes: ['server/trpc/root', 'server/services/', 'server/engine/', 'server/shared/'],
    why: 'layouts and pages decide who may enter; everything else goes through tRPC',
  },
  {
    name: 'engine in the browser',
    files: /^app\/_features\/flow\/engine-worker\//,
    may: ['app/_', 'server/engine/'],
    packages: /^(?!.*)/,
    why: 'the worker runs the engine beside the page, which itself knows the engine by its types only',
  },
  {
    name: 'reads of pages',
    files: /^app\/_trpc\/prefetched\.tsx$/,
    may: ['app/_', 'server/trpc/', 'server/auth/', 'server/container', 'server/http/routing/'],
    why: 'one place runs the reads of a page on the server; they authorize as every call does',
  },
  {
    name: 'console',
    files: /^app\//,
    may: ['app/_'],
    mayTypes: ['server/trpc/root', 'server/services/', 'server/engine/', 'server/shared/'],
    why: 'the browser knows the server by its types only',
  },
  {
    name: 'dialect',
    files: /^server\/dialects\/([^/]+)\//,
    may: ['server/dialects/{own}/', 'server/http/', 'server/services/', 'server/shared/'],
    packages: /^(?!next(\/|$)|next-auth|@trpc\/|@prisma\/|pg$|react)/,
    why: 'a dialect is a front end: it translates and calls services, and knows no other dialect',
  },
  {
    name: 'http',
    files: /^server\/http\//,
    may: ['server/services/', 'server/gateways/', 'server/shared/'],
    packages: /^(?!next(\/|$)|next-auth|@trpc\/|@prisma\/|pg$|react)/,
    why: 'the kit of all dialects knows none of them, and no database',
  },
  {
    name: 'tRPC',
    files: /^server\/trpc\//,
    may: ['server/services/', 'server/auth/', 'server/http/', 'server/shared/', 'server/container'],
    packages: /^(?!next(\/|$)|@prisma\/|pg$|react|hono|@hono\/)/,
    why: 'a procedure parses and calls a service',
  },
  {
    name: 'auth',
    files: /^server\/auth\//,
    may: ['server/services/', 'server/shared/', 'server/gateways/', 'server/container', 'server/env'],
    packages: /^(?!@prisma\/|pg$|hono|@hono\/)/,
    why: 'signing in is a use of the services',
  },
  {
    name: 'worker',
    files: /^server\/worker\//,
    may: ['server/services/', 'server/gateways/', 'server/shared/'],
    packages: NO_FRAMEWORK,
    why: 'the worker calls the same verbs as everyone',
  },
  {
    name: 'services',
    files: /^server\/services\//,
    may: ['server/engine/', 'server/db/', 'server/gateways/', 'server/shared/'],
    packages: NO_FRAMEWORK,
    why: 'the verbs do not know how they are called',
  },
  {
    name: 'engine',
    files: /^server\/engine\//,
    may: ['server/shared/'],
    packages: /^(zod|acorn)$/,
    why: 'the engine is a function over plain data',
  },
  {
    name: 'db',
    files: /^server\/db\//,
    may: ['server/shared/'],
    mayTypes: ['server/engine/'],
    packages: NO_FRAMEWORK,
    why: 'storage does not know what it is used for',
  },
  {
    name: 'gateways',
    files: /^server\/gateways\//,
    may: ['server/shared/'],
    mayTypes: ['server/engine/'],
    packages: NO_FRAMEWORK,
    why: 'the ways to the world do not know what they are used for',
  },
  {
    name: 'shared',
    files: /^server\/shared\//,
    may: [],
    packages: /^(zod|node:.*)$/,
    why: 'what everyone uses depends on no one',
  },
  {
    name: 'seed',
    files: /^prisma\//,
    may: [
      'server/services/',
      'server/db/',
      'server/engine/',
      'server/shared/',
      'server/gateways/',
      'server/container',
      'server/env',
      'server/announce',
    ],
    packages: /^(?!next(\/|$)|@trpc\/|@prisma\/|pg$|react)/,
    why: 'the demo is made through the services and the stores, like everything',
  },
];

/** Where nothing of the product may lead. */
export const OUTSIDE_THE_PRODUCT = /\.test$|(^|\/)fixtures\/|^e2e\/|^server\/(tools|bench)\//;

/** Text that has no place in a layer, beside what its imports say. */
export const FORBIDDEN_TEXT: ForbiddenText[] = [
  {
    files: /^server\/engine\/(?!.*\.test\.ts$|(.*\/)?fixtures\/)/,
    text: /\basync\s+(?:function|\(|\w+\s*=>)|\bawait\s+\w|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bfetch\(|\bsetTimeout\(/,
    within: 'code',
    why: 'run/pure: the engine has no clock, randomness, environment or async code',
  },
  {
    files: /\.test\.tsx?$/,
    text: /\bvi\.(mock|doMock|stubGlobal)\(|\b(it|test|describe)\.(only|skip|todo)\b/,
    within: 'all',
    why: 'tests run the real parts, all of them',
  },
  {
    files: /^app\/(?!_trpc\/invalidate\.ts$)/,
    text: /\binvalidateQueries\(/,
    within: 'code',
    why: 'a first answer under way would be waited for, though it may be older than the change: invalidate() drops it',
  },
  {
    files: /^app\/(?!_features\/flow\/engine-worker\/)(?!.*\.test\.tsx?$)/,
    text: /\bfrom '[^']*\/engine-worker\/|\bimport\('[^']*\/engine-worker\//,
    within: 'all',
    why: 'an import would load the engine into the page: it is reached through its worker',
  },
  ...GUARDED_WRITES,
  {
    files: /^(?!server\/tools\/check\/structure\/)/,
    text: /@ts-(ignore|nocheck)|eslint-disable|biome-ignore|\bTODO\b|\bFIXME\b/,
    within: 'all',
    why: 'a rule is kept or changed, and work is finished or in an issue',
  },
  {
    files: /^(?!server\/tools\/check\/structure\/)(?!.*\.test\.tsx?$)/,
    text: /@ts-expect-error/,
    within: 'all',
    why: 'it tests types, which is for tests',
  },
];
