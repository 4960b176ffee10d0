'use client';
import { useId, useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { fieldError } from '@/app/_trpc/problems';
import { Checkbox } from '@/app/_ui/form/checkbox';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { FlowField, LabelField, RoomField } from '../../_components/own-fields';
import { useChange } from '../_components/use-change';
import { readFlowrest, readUmi } from '../_model/read-settings';
import { SettingsCard } from './settings-card';

const CONCURRENCY = [
  { value: 'queue', label: 'Process them in order, one at a time' },
  { value: 'merge', label: 'Combine them into one message' },
  { value: 'reject', label: 'Refuse them' },
] as const;

const FIELDS = ['name', 'flowId', 'roomId', 'label', 'botName', 'concurrency', 'dedupeMessageIds'];

/** The settings that every channel has: its name, state and answering flow or room. */
export function GeneralCard({ channel }: { channel: Channel }) {
  const { kind } = channel;
  const [name, setName] = useState(channel.name);
  const [flowId, setFlowId] = useState(channel.flowId ?? '');
  const [roomId, setRoomId] = useState(channel.roomId ?? '');
  const [label, setLabel] = useState(channel.label ?? '');
  const [botName, setBotName] = useState(readFlowrest(channel.settings).botName);
  const [dedupe, setDedupe] = useState(readUmi(channel.settings).dedupeMessageIds);
  const [concurrency, setConcurrency] = useState(readUmi(channel.settings).concurrency);
  const { save, formError, settingError } = useChange(channel, 'Channel saved', FIELDS);
  const settings = {
    concurrency,
    ...(kind !== 'chat' && { botName }),
    ...(kind === 'umi' && { dedupeMessageIds: dedupe }),
  };
  const own = { chat: {}, flowrest: { flowId }, umi: { roomId, label } }[kind];
  return (
    <SettingsCard
      title="General"
      pending={save.isPending}
      error={formError}
      onSubmit={() => save.mutate({ channelId: channel.id, name, ...own, settings })}
    >
      <Field label="Name" error={fieldError(save.error, 'name')}>
        {(control) => (
          <Input
            {...control}
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {kind === 'flowrest' && (
        <FlowField value={flowId} onChange={setFlowId} error={fieldError(save.error, 'flowId')} />
      )}
      {kind === 'umi' && (
        <>
          <LabelField value={label} onChange={setLabel} error={fieldError(save.error, 'label')} />
          <RoomField value={roomId} onChange={setRoomId} error={fieldError(save.error, 'roomId')} />
        </>
      )}
      {kind !== 'chat' && (
        <Field label="Bot name" hint="Name of the flow in webhooks." error={settingError('botName')}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={botName}
              onChange={(event) => setBotName(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="Messages that arrive while one is processed" error={settingError('concurrency')}>
        {(control) => (
          <Select {...control} value={concurrency} onValueChange={setConcurrency} options={CONCURRENCY} />
        )}
      </Field>
      {kind === 'umi' && <Dedupe on={dedupe} onChange={setDedupe} />}
    </SettingsCard>
  );
}

function Dedupe({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox id={id} checked={on} onCheckedChange={(next) => onChange(next === true)} className="mt-0.5" />
      <label htmlFor={id} className="cursor-pointer text-sm">
        Ignore duplicate message ids
        <span className="block text-ink-2 text-xs">
          A message is ignored when its thread has already received its id.
        </span>
      </label>
    </div>
  );
}
