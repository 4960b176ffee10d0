import type { Draft } from '../_reply/use-draft';

/** The callbacks through which an open conversation changes the page around it. */
export type RoomProps = {
  /** Unfinished replies by session. */
  drafts: Map<string, Draft>;
  /** Returns to the list. */
  onLeave: () => void;
  /** Opens another conversation. */
  onOpen: (sessionId: string) => void;
};
