import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A room as the list shows it. */
export type Room = RouterOutputs['room']['list']['items'][number];
