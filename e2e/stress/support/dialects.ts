import type { z } from 'zod';
import { errorBody as chatError } from '@/server/dialects/chat/reply/reply-schemas';
import { errorBody as flowrestError } from '@/server/dialects/flowrest/schemas';
import { errorBody as headlessError } from '@/server/dialects/headless/schemas';
import { errorBody as managementError } from '@/server/dialects/management/schemas/base';
import { errorBody as umiError } from '@/server/dialects/umi/schemas';
import { PUBLIC_PREFIXES } from '@/server/http/routing/public-prefixes';

export type DialectName = 'headless' | 'chat' | 'engine' | 'flowrest' | 'umi' | 'management';

/** Where each dialect stands, the longer of two that begin alike first. */
export const PREFIXES: Readonly<Record<DialectName, string>> = {
  headless: '/cgw/process/v1',
  chat: '/api/public/v1',
  engine: '/api/v1/engine',
  flowrest: '/rest/v1',
  umi: '/api/v5',
  management: '/api/v1',
};

/** What every failure of a dialect looks like, in its own document. */
export const ERROR_BODIES: Readonly<Record<DialectName, z.ZodType>> = {
  headless: headlessError,
  chat: chatError,
  engine: chatError,
  flowrest: flowrestError,
  umi: umiError,
  management: managementError,
};

export const DIALECTS = Object.keys(PREFIXES) as DialectName[];

// No dialects: the one answers a word, the other is the demo's own desk and off unless there is a demo.
const OTHERS = ['/api/health', '/api/ready', '/demo/'];

/** Public prefixes that no dialect here stands under: a dialect that was forgotten. */
export function listForgottenPrefixes(): string[] {
  return PUBLIC_PREFIXES.filter(
    (prefix) =>
      !OTHERS.includes(prefix) && !Object.values(PREFIXES).some((known) => `${known}/`.startsWith(prefix)),
  );
}
