'use client';
import type { ChannelKind } from '@/app/_features/channel/channel-kinds';
import { EnvironmentSelect } from '@/app/_features/environment/environment-select';
import { useEnvironments } from '@/app/_features/environment/use-environments';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { ENVIRONMENT_HINT, FLOW_HINT, FlowSelect, LABEL_HINT, RoomSelect } from './own-selects';
import type { useNewChannel } from './use-new-channel';
import { useNewRoom } from './use-new-room';

type NewChannelFormProps = { kind: ChannelKind; form: ReturnType<typeof useNewChannel> };

/** The fields that a new channel of the kind needs. */
export function NewChannelForm({ kind, form }: NewChannelFormProps) {
  const { control } = form;
  const environments = useEnvironments();
  const room = useNewRoom((roomId) => form.setValue('roomId', roomId, { shouldValidate: true }));
  return (
    <>
      <DialogForm form={form} label="New channel" submit="Create channel" pending={form.isPending}>
        <FormField control={control} name="name" label="Name" hint="Shown only in the console.">
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
              {(field) => <Input {...field} maxLength={64} placeholder="email" />}
            </FormField>
            <FormField control={control} name="roomId" label="Room" hint={room.hint}>
              {(field) => <RoomSelect {...field} />}
            </FormField>
          </>
        )}
        {kind === 'chat' && (
          <FormField
            control={control}
            name="settings.allowedOrigins"
            label="Allowed origins"
            optional
            hint="One per line, such as https://shop.example or https://*.shop.example. Pages from other origins are refused."
          >
            {(field) => <Textarea {...field} className="min-h-16 font-mono text-xs" spellCheck={false} />}
          </FormField>
        )}
        {environments.length > 0 && (
          <FormField control={control} name="environment" label="Environment" hint={ENVIRONMENT_HINT}>
            {(field) => <EnvironmentSelect {...field} options={environments} />}
          </FormField>
        )}
        <FormField control={control} name="webhookUrl" label="Webhook" optional hint={WEBHOOK_HINTS[kind]}>
          {(field) => (
            <Input {...field} type="url" inputMode="url" spellCheck={false} placeholder="https://" />
          )}
        </FormField>
      </DialogForm>
      {room.dialog}
    </>
  );
}

const WEBHOOK_HINTS: Record<ChannelKind, string> = {
  chat: 'Receives every turn, for your own records. Pages get their answers without it.',
  flowrest: 'Receives the answers of calls that do not wait for them.',
  umi: 'Receives the replies. Without a webhook they are not sent anywhere.',
};
