import { domainError } from '@/server/shared/errors';
import type { Platform } from './context';

/** Throws outbound_blocked for a URL that may not be called; a host name that cannot be resolved now passes. */
export async function requireReachable({ http }: Pick<Platform, 'http'>, url: string): Promise<void> {
  const checked = await http.check(url);
  if (checked.ok) return;
  const { host, reason } = checked;
  throw domainError('outbound_blocked', { host, reason });
}
