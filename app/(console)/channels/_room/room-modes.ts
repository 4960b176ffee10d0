import { Bot, Lightbulb, UsersRound } from 'lucide-react';
import type { Room } from './room';

/** Who answers in a room, by its mode. */
export const ROOM_MODES = [
  {
    value: 'flow',
    label: 'A flow replies',
    hint: 'Its flow answers, and may hand over to people.',
    icon: Bot,
    tone: 'live',
  },
  {
    value: 'suggestions',
    label: 'A flow suggests, people reply',
    hint: 'Its flow proposes replies; people accept, edit or write their own.',
    icon: Lightbulb,
    tone: 'human',
  },
  {
    value: 'people',
    label: 'People reply',
    hint: 'No flow runs; conversations wait in the inbox.',
    icon: UsersRound,
    tone: 'human',
  },
] as const satisfies readonly {
  value: Room['mode'];
  label: string;
  hint: string;
  icon: unknown;
  tone: string;
}[];

/** Finds the texts of a mode. */
export function findMode(mode: Room['mode']) {
  return ROOM_MODES.find(({ value }) => value === mode) ?? ROOM_MODES[0];
}
