import type { z } from 'zod';
import { errorBody as chatError } from '@/server/dialects/chat/reply/reply-schemas';
import { errorBody as flowrestError } from '@/server/dialects/flowrest/schemas/replies';
import { errorBody as headlessError } from '@/server/dialects/headless/schemas/replies';
import { errorBody as managementError } from '@/server/dialects/management/schemas/base';
import { errorBody as umiError } from '@/server/dialects/umi/schemas';
import { PUBLIC_PREFIXES } from '@/server/http/routing/public-prefixes';

export type DialectName = 'headless' | 'chat' | 'engine' | 'flowrest' | 'umi' | 'management';

/** The prefix of each dialect; of two with a common beginning, the longer first. */
export const PREFIXES: Readonly<Record<DialectName, string>> = {
  headless: '/cgw/process/v1',
  chat: '/api/public/v1',
  engine: '/api/v1/engine',
  flowrest: '/rest/v1',
  umi: '/api/v5',
  management: '/api/v1',
};

/** The error schema of each dialect's document. */
export const ERROR_BODIES: Readonly<Record<DialectName, z.ZodType>> = {
  headless: headlessError,
  chat: chatError,
  engine: chatError,
  flowrest: flowrestError,
  umi: umiError,
  management: managementError,
};

export const DIALECTS = Object.keys(PREFIXES) as DialectName[];

// Not dialects: the health check, the JSON Schema of a flow, and the demo's own backend.
const OTHERS = ['/api/health', '/api/ready', '/schemas/', '/demo/'];

/** Public prefixes without a dialect in this list, which means that one was forgotten. */
export function listForgottenPrefixes(): string[] {
  return PUBLIC_PREFIXES.filter(
    (prefix) =>
      !OTHERS.includes(prefix) && !Object.values(PREFIXES).some((known) => `${known}/`.startsWith(prefix)),
  );
}
