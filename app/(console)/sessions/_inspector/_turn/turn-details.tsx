'use client';
import type { MomentControl } from '../_data/use-moment';
import type { SessionLog } from '../_data/use-session-log';
import type { NodeNames } from '../_model/node-names';
import { VariableTable } from '../_variables/variable-table';
import { DeliveryList } from './delivery-list';
import { EventList } from './event-list';
import { TurnSteps } from './turn-steps';

export const DETAIL_TABS = [
  { value: 'step', label: 'Step' },
  { value: 'variables', label: 'Variables' },
  { value: 'events', label: 'Events' },
  { value: 'deliveries', label: 'Deliveries' },
] as const;

type DetailTab = (typeof DETAIL_TABS)[number]['value'];

type TurnDetailsProps = { tab: DetailTab; log: SessionLog; names: NodeNames; moment: MomentControl };

/** The details of one turn: steps, variables, events, or webhooks. */
export function TurnDetails({ tab, log, names, moment }: TurnDetailsProps) {
  switch (tab) {
    case 'step':
      return <TurnSteps log={log} names={names} moment={moment} session={log.session} />;
    case 'variables':
      return <VariableTable log={log} turn={moment.turn} />;
    case 'events':
      return <EventList events={log.events} turn={moment.turn} />;
    case 'deliveries':
      return <DeliveryList log={log} turn={moment.turn} />;
  }
}
