import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A secret without its value. */
export type Secret = RouterOutputs['secret']['list'][number];

/** The open dialog and its secret. */
export type SecretTask = { kind: 'add' } | { kind: 'replace' | 'remove'; secret: Secret };
