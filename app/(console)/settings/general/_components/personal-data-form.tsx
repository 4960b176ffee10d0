'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ChipEditor } from '@/app/_ui/form/chip-editor';
import { Label } from '@/app/_ui/form/label';
import { Switch } from '@/app/_ui/form/switch';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { PersonalRules } from '@/server/engine/personal/check-models';

const EXPLANATION =
  'Flows tag variables and answers as personal. The address and the name of a contact always are; name the attributes that are, too. The builder lists where all of these can get to.';

type PersonalDataFormProps = { rules: PersonalRules; mayWrite: boolean };

/** Tags attributes of contacts as personal, and keeps personal data from models; each change is saved at once. */
export function PersonalDataForm({ rules, mayWrite }: PersonalDataFormProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const id = useId();
  const save = useMutation(
    trpc.organization.changeSettings.mutationOptions({
      onSuccess: () => invalidate(cache, trpc.organization.getSettings.pathFilter()),
    }),
  );
  const shown = save.isPending ? (save.variables.personalData ?? rules) : rules;
  const change = (changed: Partial<PersonalRules>) => {
    const { attributes, refusesModels } = { ...shown, ...changed };
    save.mutate({ personalData: { attributes: [...attributes], refusesModels } });
  };
  const error = toShownError(save.error);
  return (
    <Card>
      <CardHeader title="Personal data" description="What flows may do with it." />
      <CardBody className="space-y-4">
        <p className="text-ink-2 text-sm">{EXPLANATION}</p>
        <div className="space-y-2">
          <h3 className="font-medium text-sm">Personal attributes of contacts</h3>
          <ChipEditor
            label="Personal attributes of contacts"
            noun="attribute"
            values={shown.attributes}
            known={[]}
            maxLength={200}
            readOnly={!mayWrite}
            onChange={(attributes) => change({ attributes })}
          />
        </div>
        {mayWrite ? (
          <div className="flex items-center gap-3">
            <Switch
              id={id}
              checked={shown.refusesModels}
              onCheckedChange={(refusesModels) => change({ refusesModels })}
            />
            <Label htmlFor={id}>Refuse to publish flows that send personal data to a model</Label>
          </div>
        ) : (
          <p>{shown.refusesModels ? 'Flows may not send it to a model' : 'Flows may send it to a model'}</p>
        )}
        {error && <ErrorNote error={error} />}
      </CardBody>
    </Card>
  );
}
