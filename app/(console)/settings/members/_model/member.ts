import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A member as the list shows them. */
export type Member = RouterOutputs['account']['listColleagues'][number];

/** The open dialog and its member. */
export type MemberTask = { kind: 'role' | 'reset' | 'remove'; member: Member };
