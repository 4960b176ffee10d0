'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Form } from '@/app/_ui/form/form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { TimeZoneInput } from '@/app/_ui/form/time-zone-input';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { settingsSchema } from '@/server/services/organization/schema';

type RegionalFormProps = {
  settings: Pick<RouterOutputs['organization']['getSettings'], 'locale' | 'timeZone'>;
  mayWrite: boolean;
};

// An empty field takes the default of the server.
const optional = z.string().transform((text) => text.trim() || null);

const schema = z
  .object({ locale: optional, timeZone: optional })
  .pipe(settingsSchema.pick({ locale: true, timeZone: true }).required());

/** Sets the locale and the time zone of sessions whose caller and flow name none. */
export function RegionalForm({ settings: { locale, timeZone }, mayWrite }: RegionalFormProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const save = useMutation(trpc.organization.changeSettings.mutationOptions());
  const form = useServerForm({
    schema,
    defaultValues: { locale: locale ?? '', timeZone: timeZone ?? '' },
    send: async (values) => {
      await save.mutateAsync(values);
      await invalidate(cache, trpc.organization.getSettings.pathFilter());
      toast.success('Region saved');
    },
  });
  const header = (
    <CardHeader
      title="Region"
      description="For conversations whose caller and flow name no locale or time zone. A change applies to conversations that start afterwards."
    />
  );
  if (!mayWrite)
    return (
      <Card>
        {header}
        <CardBody>{`${locale ?? 'en'}, ${timeZone ?? 'UTC'}`}</CardBody>
      </Card>
    );
  return (
    <Card>
      {header}
      <Form form={form} layout="card" label="Region" submit="Save region">
        <FormField
          control={form.control}
          name="locale"
          label="Locale"
          hint="A language tag, such as en-GB or de. It decides how numbers, dates and phone numbers are read and written."
          optional
        >
          {(field) => <Input {...field} placeholder="en" spellCheck={false} className="max-w-60" />}
        </FormField>
        <FormField
          control={form.control}
          name="timeZone"
          label="Time zone"
          hint="A name, such as Europe/Berlin, or an offset, such as +05:30."
          optional
        >
          {(field) => <TimeZoneInput {...field} placeholder="UTC" className="max-w-60" />}
        </FormField>
      </Form>
    </Card>
  );
}
