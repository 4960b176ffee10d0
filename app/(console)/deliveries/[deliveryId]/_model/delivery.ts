import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A delivery with its attempts. */
export type Delivery = RouterOutputs['delivery']['get'];
