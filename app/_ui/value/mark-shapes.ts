/** The shapes of the mark in a square of 24: one voice, and the other that answers it. */
export const MARK_SHAPES = {
  voice: 'M4 3h9a4 4 0 0 1 4 4v2a4 4 0 0 1-4 4H8l-4 3.5z',
  answer: 'M20 8.5v12L15.8 17H11',
  answerWidth: 2.4,
} as const;
