'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { RadioCards } from '@/app/_ui/form/radio-cards';
import { toast } from '@/app/_ui/overlay/toast';
import { newRoomSchema } from '@/server/services/room/schema';
import { FlowSelect } from '../_components/own-selects';
import type { Room } from './room';
import { ROOM_MODES } from './room-modes';

type RoomFormProps = { room: Room | null; onDone: (room: Room) => void };

/** A form for a room's name and who answers there. */
export function RoomForm({ room, onDone }: RoomFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = async (saved: Room) => {
    await invalidate(queries, trpc.room.pathFilter());
    toast.success(room ? `“${saved.name}” saved` : `“${saved.name}” created`);
    onDone(saved);
  };
  const create = useMutation(trpc.room.create.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.room.update.mutationOptions({ onSuccess }));
  const form = useServerForm({
    schema: newRoomSchema,
    defaultValues: { name: room?.name ?? '', mode: room?.mode ?? 'flow', flowId: room?.flowId ?? '' },
    send: ({ name, mode, flowId }) => {
      const input = { name, mode, flowId: mode === 'people' ? null : flowId || null };
      return room ? update.mutateAsync({ roomId: room.id, ...input }) : create.mutateAsync(input);
    },
  });
  const mode = useWatch({ control: form.control, name: 'mode' });
  return (
    <DialogForm form={form} label="Room" submit={room ? 'Save room' : 'Create room'}>
      <FormField control={form.control} name="name" label="Name">
        {(field) => <Input {...field} maxLength={255} />}
      </FormField>
      <FormGroup control={form.control} name="mode" label="Who answers">
        {(field) => <RadioCards {...field} options={ROOM_MODES} />}
      </FormGroup>
      {mode !== 'people' && (
        <FormField
          control={form.control}
          name="flowId"
          label="Flow"
          hint={mode === 'flow' ? 'Replies to people.' : 'Proposes replies and sends nothing itself.'}
        >
          {(field) => <FlowSelect {...field} />}
        </FormField>
      )}
    </DialogForm>
  );
}
