import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A configuration value, with the flows that read it. */
export type ConfigValue = RouterOutputs['config']['list'][number];

/** The open dialog and its value. */
export type ConfigTask =
  | { kind: 'add' }
  | { kind: 'change'; value: ConfigValue }
  /** `environment`: only the value that it has in place of that of the organization. */
  | { kind: 'remove'; value: ConfigValue; environment?: string };
