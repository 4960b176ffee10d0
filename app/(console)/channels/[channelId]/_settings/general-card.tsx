'use client';
import { Controller } from 'react-hook-form';
import type { ZodType, z } from 'zod';
import type { Channel, ChannelKind } from '@/app/_features/channel/channel-kinds';
import { EnvironmentSelect } from '@/app/_features/environment/environment-select';
import { useEnvironments } from '@/app/_features/environment/use-environments';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { channelSchema, findKindIssues } from '@/server/services/channel/schema';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import {
  ENVIRONMENT_HINT,
  FLOW_HINT,
  FlowSelect,
  LABEL_HINT,
  RoomSelect,
} from '../../_components/own-selects';
import { useNewRoom } from '../../_components/use-new-room';
import { useChange } from '../_components/use-change';
import { LabeledCheckbox } from './labeled-checkbox';
import { QuietSelect } from './quiet-select';
import { SettingsCard } from './settings-card';

const CONCURRENCY = [
  { value: 'queue', label: 'Process them in order, one at a time' },
  { value: 'merge', label: 'Combine them into one message' },
  { value: 'reject', label: 'Refuse them' },
] as const;
const THREAD_CONCURRENCY = [
  ...CONCURRENCY,
  { value: 'interrupt', label: 'Interrupt calls that may be interrupted' },
] as const;

const fields = channelSchema.pick({ name: true, flowId: true, roomId: true, label: true, environment: true });
const shared = { botName: true, concurrency: true, quietMs: true } as const;
const umiSettings = SETTINGS.umi.pick({ ...shared, dedupeMessageIds: true });
const schemas = {
  chat: fields.extend({ settings: SETTINGS.chat.pick({ concurrency: true }) }),
  flowrest: fields.extend({ settings: SETTINGS.flowrest.pick(shared) }),
  umi: fields.extend({ settings: umiSettings }),
};
type Values = z.input<(typeof schemas)['umi']>;

function toSchema(kind: ChannelKind): ZodType<Values, Values> {
  const schema: ZodType<Values, Values> = schemas[kind];
  return schema.superRefine((values, ctx) => {
    for (const { path, message } of findKindIssues(kind, values, false))
      ctx.addIssue({ code: 'custom', path, message });
  });
}

function toValues(channel: Channel): Values {
  const { name, flowId, roomId, label, environment, settings } = channel;
  const { concurrency } = settings;
  if (channel.kind === 'chat') return { name, environment, settings: { concurrency } };
  const { botName, quietMs = 0 } = channel.settings;
  const own = { concurrency, botName, quietMs };
  if (channel.kind === 'flowrest') return { name, environment, flowId: flowId ?? '', settings: own };
  const { dedupeMessageIds } = channel.settings;
  return { name, environment, roomId: roomId ?? '', label, settings: { ...own, dedupeMessageIds } };
}

/** The settings of every kind of channel, and who answers on it. */
export function GeneralCard({ channel }: { channel: Channel }) {
  const { kind } = channel;
  const save = useChange(channel, 'Channel saved');
  const form = useServerForm({
    schema: toSchema(kind),
    defaultValues: toValues(channel),
    send: (values) => save.mutateAsync({ channelId: channel.id, ...values }),
  });
  const { control } = form;
  const environments = useEnvironments();
  const room = useNewRoom((roomId) =>
    form.setValue('roomId', roomId, { shouldDirty: true, shouldValidate: true }),
  );
  return (
    <>
      <SettingsCard title="General" form={form}>
        <FormField control={control} name="name" label="Name">
          {(field) => <Input {...field} maxLength={255} />}
        </FormField>
        {kind === 'flowrest' && (
          <FormField control={control} name="flowId" label="Flow" hint={FLOW_HINT}>
            {(field) => <FlowSelect {...field} />}
          </FormField>
        )}
        {kind === 'umi' && (
          <>
            <FormField control={control} name="label" label="Messaging channel" hint={LABEL_HINT}>
              {({ value, ...field }) => (
                <Input {...field} value={value ?? ''} maxLength={64} placeholder="email" />
              )}
            </FormField>
            <FormField control={control} name="roomId" label="Room" hint={room.hint}>
              {(field) => <RoomSelect {...field} />}
            </FormField>
          </>
        )}
        {environments.length > 0 && (
          <FormField control={control} name="environment" label="Environment" hint={ENVIRONMENT_HINT}>
            {(field) => <EnvironmentSelect {...field} options={environments} />}
          </FormField>
        )}
        {kind !== 'chat' && (
          <FormField
            control={control}
            name="settings.botName"
            label="Bot name"
            hint="Name of the flow in webhooks."
          >
            {(field) => <Input {...field} maxLength={100} />}
          </FormField>
        )}
        <FormField
          control={control}
          name="settings.concurrency"
          label="Messages that arrive while one is processed"
        >
          {({ value = 'queue', onChange, ...field }) => (
            <Select
              {...field}
              value={value}
              onValueChange={onChange}
              options={kind === 'chat' ? CONCURRENCY : THREAD_CONCURRENCY}
            />
          )}
        </FormField>
        {kind !== 'chat' && (
          <FormField
            control={control}
            name="settings.quietMs"
            label="The flow waits for"
            hint="Messages that a person writes one after the other reach the flow as one, at most 20 seconds after the first."
          >
            {(field) => <QuietSelect {...field} />}
          </FormField>
        )}
        {kind === 'umi' && (
          <Controller
            control={control}
            name="settings.dedupeMessageIds"
            render={({ field: { name, value, onChange } }) => (
              <LabeledCheckbox
                name={name}
                checked={value === true}
                onChange={onChange}
                label="Ignore duplicate message ids"
                hint="A message is ignored when its thread has already received its id."
              />
            )}
          />
        )}
      </SettingsCard>
      {room.dialog}
    </>
  );
}
