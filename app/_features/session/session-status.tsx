import { type StateTone, StatusBadge } from '@/app/_ui/value/status-badge';
import type { SessionStatus } from '@/server/services/session/view';

type Look = { label: string; tone: StateTone; over: boolean };

const LOOKS: Record<SessionStatus, Look> = {
  running: { label: 'Running', tone: 'live', over: false },
  awaiting_input: { label: 'Awaiting input', tone: 'waiting', over: false },
  awaiting_transfer: { label: 'Awaiting transfer', tone: 'human', over: false },
  awaiting_timer: { label: 'Awaiting timer', tone: 'waiting', over: false },
  awaiting_event: { label: 'Awaiting event', tone: 'waiting', over: false },
  completed: { label: 'Completed', tone: 'ended', over: true },
  ended: { label: 'Ended', tone: 'ended', over: true },
  expired: { label: 'Expired', tone: 'ended', over: true },
  failed: { label: 'Failed', tone: 'failed', over: true },
};

/** The states of a session with their names, in the order of a session's life. */
export const STATUS_OPTIONS = (Object.keys(LOOKS) as SessionStatus[]).map((value) => ({
  value,
  label: LOOKS[value].label,
}));

/** The state of a session as a color and a word. */
export function SessionStatusBadge({ status }: { status: SessionStatus }) {
  const { label, tone } = LOOKS[status];
  return (
    <StatusBadge tone={tone} pulse={status === 'running'}>
      {label}
    </StatusBadge>
  );
}

/** The name of a state. */
export function statusLabel(status: SessionStatus): string {
  return LOOKS[status].label;
}

/** Whether a session in this state is over. */
export function isOver(status: SessionStatus): boolean {
  return LOOKS[status].over;
}
