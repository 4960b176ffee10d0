'use client';
import type { ChannelOf } from '@/app/_features/channel/channel-kinds';
import { SchedulesEditor, schedulesSchema } from '@/app/_features/opening-hours/schedules-editor';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { useChange } from '../_components/use-change';
import { SettingsCard } from './settings-card';

type BusinessHoursCardProps = { channel: ChannelOf<'flowrest'> };

/** The business hours, as the API returns them and as flows read them. */
export function BusinessHoursCard({ channel }: BusinessHoursCardProps) {
  const save = useChange(channel, 'Business hours saved');
  const form = useServerForm({
    schema: schedulesSchema,
    defaultValues: { schedules: channel.settings.businessHours },
    send: ({ schedules }) =>
      save.mutateAsync({ channelId: channel.id, settings: { businessHours: schedules } }),
  });
  return (
    <SettingsCard
      title="Business hours"
      description="Returned to API callers that ask for business hours, and read by flows. Without any, flows read the opening hours of the organization."
      form={form}
    >
      <SchedulesEditor control={form.control} />
    </SettingsCard>
  );
}
