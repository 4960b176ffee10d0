import type { ServiceContext } from '../context';
import { type Change, withChange } from './with-change';

export type { Change } from './with-change';

/** Writes an entry for a change that was made before. */
export function recordChange(ctx: ServiceContext, change: Change): Promise<void> {
  return withChange(ctx, async () => ({ result: undefined, change }));
}
