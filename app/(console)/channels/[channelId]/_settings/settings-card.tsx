'use client';
import type { ReactNode } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { FormShell } from '@/app/_ui/form/form';
import { Card, CardHeader } from '@/app/_ui/page/card';
import type { ShownError } from '@/app/_ui/state/error-state';

type SettingsCardProps = {
  title: string;
  description?: ReactNode;
  pending: boolean;
  error: ShownError | null;
  onSubmit: () => void;
  children: ReactNode;
};

/** Settings that are saved together; read-only without the scope to change them. */
export function SettingsCard({ title, description, pending, error, onSubmit, children }: SettingsCardProps) {
  const mayWrite = useCan('channels:write');
  return (
    <Card>
      <CardHeader title={title} description={description} />
      <fieldset disabled={!mayWrite} className="min-w-0">
        <legend className="sr-only">{title}</legend>
        <FormShell
          layout="card"
          label={title}
          submit="Save"
          pending={pending}
          error={error}
          onSubmit={onSubmit}
          secondary={
            !mayWrite && (
              <p className="mr-auto self-center text-ink-2 text-xs">
                Your role can view this. An editor can change it.
              </p>
            )
          }
        >
          {children}
        </FormShell>
      </fieldset>
    </Card>
  );
}
