'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { SchedulesEditor, schedulesSchema } from '@/app/_features/opening-hours/schedules-editor';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Form } from '@/app/_ui/form/form';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardHeader } from '@/app/_ui/page/card';

type OpeningHoursFormProps = {
  hours: RouterOutputs['organization']['getSettings']['openingHours'];
  mayWrite: boolean;
};

/** Sets the opening hours that flows read; without any, flows are always open. */
export function OpeningHoursForm({ hours, mayWrite }: OpeningHoursFormProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const save = useMutation(trpc.organization.changeSettings.mutationOptions());
  const form = useServerForm({
    schema: schedulesSchema,
    defaultValues: { schedules: hours },
    send: async ({ schedules }) => {
      await save.mutateAsync({ openingHours: schedules });
      await invalidate(cache, trpc.organization.getSettings.pathFilter());
      toast.success('Opening hours saved');
    },
  });
  return (
    <Card>
      <CardHeader
        title="Opening hours"
        description="Flows read them with $isOpen() and $nextOpen(): open while one of the schedules is, and always without any. Business hours of a channel take their place."
      />
      <fieldset disabled={!mayWrite} className="min-w-0">
        <legend className="sr-only">Opening hours</legend>
        <Form form={form} layout="card" label="Opening hours" submit="Save opening hours">
          <SchedulesEditor control={form.control} />
        </Form>
      </fieldset>
    </Card>
  );
}
