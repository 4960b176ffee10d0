import type { ServiceContext } from '../context';

/** Makes this process read the environments of organizations again. */
export function forgetEnvironments({ organizations, channels }: ServiceContext): void {
  organizations.invalidate();
  channels.invalidate();
}
