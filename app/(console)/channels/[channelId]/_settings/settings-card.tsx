'use client';
import type { ReactNode } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { Form, type FormHandle } from '@/app/_ui/form/form';
import { Card, CardHeader } from '@/app/_ui/page/card';

type SettingsCardProps = {
  title: string;
  description?: ReactNode;
  form: FormHandle;
  children: ReactNode;
};

/** Settings that are saved together; read-only for a viewer who may not write. */
export function SettingsCard({ title, description, form, children }: SettingsCardProps) {
  const mayWrite = useCan('channels:write');
  return (
    <Card>
      <CardHeader title={title} description={description} />
      <fieldset disabled={!mayWrite} className="min-w-0">
        <legend className="sr-only">{title}</legend>
        <Form
          form={form}
          layout="card"
          label={title}
          submit="Save"
          secondary={
            !mayWrite && (
              <p className="mr-auto self-center text-ink-2 text-xs">
                Your role can view this. An editor can change it.
              </p>
            )
          }
        >
          {children}
        </Form>
      </fieldset>
    </Card>
  );
}
