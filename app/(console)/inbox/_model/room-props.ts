import type { Draft } from '../_reply/use-draft';

/** How the parts of an open conversation reach the page around them. */
export type RoomProps = {
  /** Replies that are being written, by session. */
  drafts: Map<string, Draft>;
  /** Goes back to the list. */
  onLeave: () => void;
  /** Opens another conversation. */
  onOpen: (sessionId: string) => void;
};
