/** What a session has added to the counts of its place; times in milliseconds. */
export type Outcome = {
  /** The version that it began on. */
  versionId: string;
  handedOverAt: number | null;
  /** Whether a person has answered after that. */
  isAnswered: boolean;
  isEnded: boolean;
};
