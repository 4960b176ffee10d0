import {
  Bell,
  BoxSelect,
  CalendarClock,
  CircleHelp,
  CircleStop,
  Globe,
  Lightbulb,
  type LucideIcon,
  MessageSquare,
  PenLine,
  Radio,
  Repeat,
  Sparkles,
  Spline,
  Split,
  Tags,
  UserRound,
  Workflow,
} from 'lucide-react';
import type { NodeKind } from '@/server/engine/definition/node';
import { isKnownKind } from '../graph/node-exits';
import type { Purpose } from '../graph/node-kinds';

const ICONS: { [K in NodeKind]: LucideIcon } = {
  message: MessageSquare,
  question: CircleHelp,
  condition: Split,
  split: Spline,
  intent: Tags,
  set: PenLine,
  http: Globe,
  ai: Sparkles,
  emit: Radio,
  transfer: UserRound,
  suggest: Lightbulb,
  wait: CalendarClock,
  'await-event': Bell,
  each: Repeat,
  subflow: Workflow,
  placeholder: BoxSelect,
  end: CircleStop,
};

/** The icon of a kind; a question mark for an unknown one. */
export function iconOf(kind: string): LucideIcon {
  return isKnownKind(kind) ? ICONS[kind] : CircleHelp;
}

/** The tint of a purpose, for icons only; text keeps its color. */
export const TINTS: Record<Purpose, string> = {
  Say: 'bg-accent-soft text-accent',
  Ask: 'bg-waiting-soft text-waiting',
  Decide: 'bg-subtle text-ink-2',
  Do: 'bg-live-soft text-live',
  People: 'bg-human-soft text-human',
  Flow: 'bg-subtle text-ink-2',
};
