import { describe, expect, it } from 'vitest';
import { checkFile } from './check-file';

const check = (file: string, source: string) => checkFile(file, source).map(({ what }) => what);
const imports = (file: string, specifier: string) => check(file, `import { x } from '${specifier}';\n`);

describe('the layer table', () => {
  it.each([
    ['server/engine/run.ts', './session'],
    ['server/engine/run.ts', 'zod'],
    ['server/services/flow/list-flows.ts', '@/server/engine/program'],
    ['server/services/flow/list-flows.ts', '../context'],
    ['server/dialects/headless/routes/start.ts', '../translate'],
    ['server/dialects/headless/index.ts', '@/server/services/session/start-session'],
    ['server/db/flow/store.ts', 'pg'],
    ['server/main.ts', '@/server/dialects/headless'],
    ['app/(console)/flows/page.tsx', './_components/flow-list'],
    ['app/(console)/flows/[flowId]/page.tsx', '../_components/flow-list'],
    ['app/(console)/flows/page.tsx', '@/app/_ui/button'],
    ['app/(console)/layout.tsx', '@/server/auth/get-viewer'],
    ['app/(console)/channels/_components/room-form.tsx', '@/server/services/room/schema'],
    ['server/services/room/schema.ts', '../text-schema'],
    ['server/services/room/create-room.ts', './schema'],
    ['app/_features/flow/engine-worker/check-draft.ts', '@/server/engine/validate'],
    ['app/_features/flow/engine-worker/check-draft.ts', '../json/parse-draft'],
    ['app/api/trpc/[trpc]/route.ts', '@/server/trpc/handle-request'],
    ['e2e/api/headless/start.test.ts', '@/server/db/flow/store'],
    ['server/services/flow/list-flows.test.ts', 'vitest'],
  ])('allows %s to import %s', (file, specifier) => {
    expect(imports(file, specifier)).toEqual([]);
  });

  it.each([
    ['server/engine/run.ts', '@/server/db/flow/store'],
    ['server/engine/run.ts', 'node:fs'],
    ['server/services/flow/list-flows.ts', 'hono'],
    ['server/services/flow/list-flows.ts', '@trpc/server'],
    ['server/services/flow/list-flows.ts', 'next/headers'],
    ['server/services/flow/list-flows.ts', '@/server/dialects/headless'],
    ['server/dialects/headless/index.ts', '@/server/dialects/chat'],
    ['server/dialects/headless/index.ts', '@/server/db/flow/store'],
    ['server/dialects/headless/index.ts', '@/server/engine/run'],
    ['server/trpc/routers/flow.ts', '@/server/db/flow/store'],
    ['server/db/flow/store.ts', '@/server/services/context'],
    ['server/shared/page.ts', '@/server/db/connection/client'],
    ['app/(console)/flows/page.tsx', '@/server/services/flow/list-flows'],
    ['app/(console)/flows/page.tsx', '@/server/db/connection/client'],
    ['app/(console)/flows/page.tsx', '../sessions/_components/session-list'],
    ['app/(console)/channels/_components/room-form.tsx', '@/server/services/room/create-room'],
    ['server/services/user/schema.ts', './password/common-password'],
    ['server/services/user/schema.ts', '@zxcvbn-ts/language-common'],
    ['server/services/user/schema.ts', '@/server/shared/errors'],
    ['app/_ui/button.tsx', '@/server/trpc/root'],
    ['app/_features/flow/engine/create-engine.ts', '@/server/engine/validate'],
    ['app/_features/flow/engine/create-engine.ts', '../engine-worker/check-draft'],
    ['app/(console)/flows/page.tsx', '@/app/_features/flow/engine-worker/check-draft'],
    ['app/_features/flow/engine-worker/check-draft.ts', '@/server/services/flow/list-flows'],
    ['app/_features/flow/engine-worker/check-draft.ts', 'acorn'],
    ['app/(api)/cgw/[[...path]]/route.ts', '@/server/services/flow/list-flows'],
    ['server/main.ts', '@/server/tools/test/database'],
    ['server/services/flow/list-flows.ts', './list-flows.test'],
  ])('forbids %s to import %s', (file, specifier) => {
    expect(imports(file, specifier)).toHaveLength(1);
  });

  it('distinguishes types from values', () => {
    const file = 'app/_trpc/client.ts';
    expect(check(file, "import type { Router } from '@/server/trpc/root';")).toEqual([]);
    expect(check(file, "import { type Router, type Outputs } from '@/server/trpc/root';")).toEqual([]);
    expect(check(file, "import { type Router, router } from '@/server/trpc/root';")).toHaveLength(1);
    expect(check(file, "import { router } from '@/server/trpc/root';")).toHaveLength(1);
  });

  it('sees every form of import', () => {
    const file = 'server/engine/run.ts';
    const forms = [
      "import 'pg';",
      "import pg, {\n  type Pool,\n} from 'pg';",
      "export { Pool } from 'pg';",
      "export * from 'pg';",
      "const pg = import('pg');",
    ];
    for (const form of forms) expect(check(file, form), form).toHaveLength(1);
    expect(check(file, "const text = `\n  import x from 'pg'`;")).toEqual([]);
  });
});

describe('the rules for files', () => {
  it.each([
    'server/db/utils.ts',
    'server/db/flowStores/flow.ts',
    'server/db/index.ts',
    'app/_ui/Button/button.tsx',
    'server/odd.ts',
  ])('refuses the name %s', (file) => {
    expect(check(file, '')).toHaveLength(1);
  });

  it.each([
    'server/engine/nodes/index.ts',
    'server/dialects/chat/index.ts',
    'app/(api)/cgw/[[...path]]/route.ts',
  ])('accepts the name %s', (file) => {
    expect(check(file, '')).toEqual([]);
  });

  it('allows the console one way to invalidate queries', () => {
    const code = 'void cache.invalidateQueries(filter);';
    expect(check('app/_trpc/invalidate.ts', code)).toEqual([]);
    expect(check('app/(console)/flows/_components/flow-list.tsx', code)).toHaveLength(1);
  });

  it('lets the console show toasts in one way', () => {
    const code = "import { toast } from 'sonner';";
    expect(check('app/_ui/overlay/toast-stack.tsx', code)).toEqual([]);
    expect(check('app/(console)/flows/_components/flow-list.tsx', code)).toHaveLength(1);
  });

  it('forbids outside access in the engine, except in comments', () => {
    expect(check('server/engine/run.ts', 'const now = Date.now();')).toEqual(['contains Date.now(']);
    expect(check('server/engine/run.ts', 'export async function run() {}')).toEqual([
      'contains async function',
    ]);
    expect(check('server/engine/run.ts', "const kind = 'await'; // never async")).toEqual([]);
  });

  it('allows only tests to expect compiler errors', () => {
    const code = ['// @ts', 'expect-error it is refused'].join('-');
    expect(check('server/http/routing/endpoint.test.ts', code)).toEqual([]);
    expect(check('server/http/routing/endpoint.ts', code)).toHaveLength(1);
  });

  it('forbids module mocks', () => {
    const mock = ['vi', "mock('./x');"].join('.');
    expect(check('server/db/flow/store.test.ts', mock)).toHaveLength(1);
  });
});
