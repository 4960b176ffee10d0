import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A member as the list shows them. */
export type Member = RouterOutputs['account']['listColleagues'][number];

/** The dialog that is open, and the member it is about. */
export type MemberTask = { kind: 'role' | 'reset' | 'remove'; member: Member };
