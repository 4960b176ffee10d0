import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A secret without its value. */
export type Secret = RouterOutputs['secret']['list'][number];

/** The open dialog and its secret. */
export type SecretTask =
  | { kind: 'add' }
  | { kind: 'replace'; secret: Secret }
  /** `environment`: only the value that it has in place of that of the organization. */
  | { kind: 'remove'; secret: Secret; environment?: string };
