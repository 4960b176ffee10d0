'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { RadioCards } from '@/app/_ui/form/radio-cards';
import { Select } from '@/app/_ui/form/select';
import { DialogBody, DialogClose } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { useNames } from '../../_components/use-names';
import type { Room } from '../_model/room';
import { findMode, ROOM_MODES } from './room-modes';

type RoomFormProps = { room: Room | null; mayWrite: boolean; onDone: () => void };

/** A room's name and who answers there. */
export function RoomForm({ room, mayWrite, onDone }: RoomFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { flows } = useNames();
  const [name, setName] = useState(room?.name ?? '');
  const [mode, setMode] = useState<Room['mode']>(room?.mode ?? 'flow');
  const [flowId, setFlowId] = useState(room?.flowId ?? '');
  const onSuccess = async (saved: Room) => {
    await invalidate(queries, trpc.room.pathFilter());
    toast.success(room ? `“${saved.name}” saved` : `“${saved.name}” created`);
  };
  const create = useMutation(trpc.room.create.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.room.update.mutationOptions({ onSuccess }));
  const { error, isPending } = room ? update : create;
  const submit = () => {
    const input = { name, mode, flowId: mode === 'people' ? null : flowId || null };
    if (room) update.mutate({ roomId: room.id, ...input }, { onSuccess: onDone });
    else create.mutate(input, { onSuccess: onDone });
  };
  if (!mayWrite && room)
    return (
      <DialogBody className="text-sm">{`${findMode(room.mode).label}. ${findMode(room.mode).hint}`}</DialogBody>
    );
  const options = (flows ?? []).map(({ id, name: label, published }) => ({
    value: id,
    label,
    ...(published ? {} : { hint: 'not published' }),
  }));
  return (
    <FormShell
      layout="dialog"
      label="Room"
      submit={room ? 'Save room' : 'Create room'}
      pending={isPending}
      error={toFormError(error, ['name', 'flowId'])}
      onSubmit={submit}
      secondary={
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
      }
    >
      <Field label="Name" error={fieldError(error, 'name')}>
        {(control) => (
          <Input
            {...control}
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <FieldGroup label="Who answers" error={null}>
        <RadioCards name="mode" value={mode} onChange={setMode} options={ROOM_MODES} />
      </FieldGroup>
      {mode !== 'people' && (
        <Field
          label="Flow"
          hint={mode === 'flow' ? 'Replies to people.' : 'Proposes replies and sends nothing itself.'}
          error={fieldError(error, 'flowId')}
        >
          {(control) => (
            <Select
              {...control}
              value={flowId}
              onValueChange={setFlowId}
              options={options}
              placeholder={flows?.length === 0 ? 'No flows yet' : 'Choose a flow'}
            />
          )}
        </Field>
      )}
    </FormShell>
  );
}
