import type { MoveReason } from './move-reasons';

/** Why a session stays on its version, for people. */
export const MOVE_REASON_WORDS: Readonly<Record<MoveReason, string>> = {
  finished: 'It has ended.',
  held: 'It is held by a breakpoint.',
  same_version: 'It runs on this version already.',
  test_session: 'It is a test session, which has a version of its own.',
  no_transcript: 'Its transcript was deleted, so nothing shows whether the new version says the same.',
  too_long: 'It is too long to be checked: it has 5,000 turns or more.',
  unreadable: 'One of the two versions is no longer valid.',
  not_reproducible: 'Its conversation cannot be repeated exactly on its own version.',
  other_words: 'The new version would have said something else.',
  needs_answer: 'The new version asks another system for something that nobody has answered yet.',
  would_end: 'On the new version the conversation would be over.',
  would_fail: 'On the new version the conversation would have failed.',
  input_left_over: 'The new version has no use for something that happened in the conversation.',
  person_in_control: 'A person is in control, which would be different on the new version.',
  other_wait: 'On the new version it would wait for something else.',
  other_call: 'On the new version it would wait for another answer from another system.',
  other_answers: 'The new version accepts other answers to the question that it asked last.',
  busy: 'Messages came faster than it could be moved. Try again.',
};
