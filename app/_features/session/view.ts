import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Session = RouterOutputs['session'];

/** A session as tRPC returns it, with times in ISO 8601. */
export type SessionView = Session['get'];
/** One line of a session's transcript. */
export type MessageView = Session['messages']['items'][number];
/** A turn with its trace. */
export type TurnView = Session['turns']['items'][number];
/** One event of a session's stream. */
export type SessionEvent = Session['listEvents']['events'][number];
