import type { RouterOutputs } from '@/app/_trpc/router-outputs';

export type SignIn = RouterOutputs['account']['listSignIns'][number];

/** The browser and system of a sign-in, such as "Firefox on Linux". */
export function describeDevice({ browser, system }: Pick<SignIn, 'browser' | 'system'>): string {
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? 'Unknown device';
}
