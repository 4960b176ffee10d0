import { domainError } from '@/server/shared/errors';

/** Throws limit_exceeded when `actual` exceeds `max`; `limit` names what is counted, such as "note characters". */
export function requireWithinLimit(limit: string, max: number, actual: number): void {
  if (actual > max) throw domainError('limit_exceeded', { limit, max, actual });
}
