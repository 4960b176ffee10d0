/** The imports that the files of one layer may have. Paths are inside the checkout; `{own}` stands for what `files` captured. */
export type Layer = {
  name: string;
  files: RegExp;
  /** Our own files, by the beginning of their paths or by a pattern. */
  may: (string | RegExp)[];
  /** Our own files whose types alone may be imported. */
  mayTypes?: string[];
  /** Packages and built-in modules; default: any. */
  packages?: RegExp;
  why: string;
};

/** The schemas of what people enter, which forms of the console share with the services. */
const SCHEMAS = /^server\/services\/(?:[a-z-]+\/)?(?:(?:[a-z]+-)?schema|slug)(?:\.ts)?$/;

const NO_FRAMEWORK = /^(?!next(\/|$)|next-auth|@trpc\/|hono|@hono\/|react)/;

/** The layers: the first one whose `files` match is a file's layer. A layer may import itself. */
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
    name: 'documents of the API reference',
    files: /^app\/\(console\)\/developers\/reference\/_model\/read-documents\.ts$/,
    may: ['app/_', 'server/public-app'],
    why: 'the reference describes the APIs of this server, and is rendered by the same process',
  },
  {
    name: 'console',
    files: /^app\//,
    // Numbers that people type follow the one rule for numbers in JSON; what is invalid has the words of the server; texts of a
    // flow are shown in the language that the engine would choose, and its buttons are those that tests of flows choose.
    may: [
      'app/_',
      SCHEMAS,
      'server/shared/json-numbers',
      'server/shared/describe-issue',
      'server/shared/issue-sentence',
      'server/shared/find-language',
      'server/shared/localized-fields',
      'server/shared/list-reply-buttons',
      'server/shared/move-reason-words',
    ],
    mayTypes: ['server/trpc/root', 'server/services/', 'server/engine/', 'server/shared/'],
    why: 'the browser knows the server by its types and the schemas of its input, with the words for what is invalid',
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
    name: 'schemas of input',
    files: SCHEMAS,
    may: [
      'server/engine/locale/',
      'server/shared/ids',
      'server/shared/json',
      'server/shared/scopes',
      'server/shared/secret-name',
      'server/shared/config-name',
      'server/shared/environment-name',
      'server/shared/quiet',
      'server/shared/connection-name',
    ],
    mayTypes: ['server/services/', 'server/shared/'],
    packages: /^zod$/,
    why: 'forms of the console check their values by them, so they run in the browser',
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
    packages: /^(zod|acorn|libphonenumber-js\/min|markdown-it|temporal-polyfill\/fns\/\w+)$/,
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

/** The product may import nothing of this. */
export const OUTSIDE_THE_PRODUCT = /\.test$|(^|\/)fixtures\/|^e2e\/|^server\/(tools|bench)\//;
