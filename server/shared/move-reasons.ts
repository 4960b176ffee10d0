/**
 * Why a session stays on its version.
 * - `finished`: it has ended.
 * - `held`: a breakpoint holds it.
 * - `same_version`: it runs the version already.
 * - `test_session`: it is a test session, which has a version of its own.
 * - `no_transcript`: its turns were deleted, so nothing shows what was said.
 * - `too_long`: it has 5,000 turns or more.
 * - `unreadable`: one of the versions is invalid today.
 * - `not_reproducible`: its record does not give its stored state again, as after a change of the rules of time zones.
 * - `other_words`: something else would have been said.
 * - `needs_answer`: the version makes a call that nobody recorded.
 * - `would_end`, `would_fail`: on the version it would not wait any more.
 * - `input_left_over`: the version has no use for something that people or systems did.
 * - `person_in_control`: a person has control in the session, and would not have it on the version, or the reverse.
 * - `other_wait`, `other_call`, `other_answers`: it would wait for something else, for another call, or accept other answers.
 * - `busy`: its turns came faster than it could be moved.
 */
export const MOVE_REASONS = [
  ...([
    'finished',
    'held',
    'same_version',
    'test_session',
    'no_transcript',
    'too_long',
    'unreadable',
  ] as const),
  ...(['not_reproducible', 'other_words', 'needs_answer', 'would_end', 'would_fail'] as const),
  ...(['input_left_over', 'person_in_control', 'other_wait', 'other_call', 'other_answers', 'busy'] as const),
] as const;

export type MoveReason = (typeof MOVE_REASONS)[number];
