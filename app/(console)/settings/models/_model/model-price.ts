import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A model and its price. */
export type ModelPrice = RouterOutputs['modelPrice']['list']['items'][number];

/** The open dialog and its price. */
export type PriceTask = { kind: 'add' } | { kind: 'edit' | 'remove'; price: ModelPrice };
