'use client';
import type { NodeNames } from '../_model/node-names';
import { EventList } from './event-list';
import { TurnSteps } from './turn-steps';
import type { SessionLog } from './use-session-log';
import { VariableTable } from './variable-table';

export const DETAIL_TABS = [
  { value: 'step', label: 'Step' },
  { value: 'variables', label: 'Variables' },
  { value: 'events', label: 'Events' },
] as const;

export type DetailTab = (typeof DETAIL_TABS)[number]['value'];

type TurnDetailsProps = {
  tab: DetailTab;
  log: SessionLog;
  names: NodeNames;
  turn: number;
  onChoose: (no: number | null) => void;
};

/** One turn under the glass: what it did, the variables as it left them, or the events. */
export function TurnDetails({ tab, log, names, turn, onChoose }: TurnDetailsProps) {
  switch (tab) {
    case 'step':
      return <TurnSteps log={log} names={names} no={turn} onChoose={onChoose} />;
    case 'variables':
      return <VariableTable log={log} turn={turn} />;
    case 'events':
      return <EventList events={log.events} turn={turn} />;
  }
}
