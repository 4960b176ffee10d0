import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A model and its price. */
export type ModelPrice = RouterOutputs['modelPrice']['list']['items'][number];

/** The dialog that is open, and the price it is about. */
export type PriceTask = { kind: 'add' } | { kind: 'edit' | 'remove'; price: ModelPrice };
