import {
  BookOpen,
  Building2,
  Cable,
  Coins,
  House,
  Inbox,
  KeyRound,
  ListTree,
  LockKeyhole,
  type LucideIcon,
  MessagesSquare,
  ScrollText,
  Send,
  UserRound,
  Users,
  Workflow,
} from 'lucide-react';
import type { PlaceKey } from './places';

/** The icon of each place. The server draws the sidebar, so that pages need not load them. */
export const PLACE_ICONS: Record<PlaceKey, LucideIcon> = {
  a: UserRound,
  c: Cable,
  d: Send,
  e: LockKeyhole,
  f: Workflow,
  h: House,
  i: Inbox,
  k: KeyRound,
  l: ScrollText,
  m: Coins,
  o: Building2,
  p: Users,
  q: ListTree,
  r: BookOpen,
  s: MessagesSquare,
};
