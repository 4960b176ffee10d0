'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { ModelPrice, PriceTask } from '../_model/model-price';
import { parsePrice, toPriceText } from '../_model/price-text';
import { PriceField } from './price-field';

type PriceDialogProps = { task: PriceTask | null; known: readonly ModelPrice[]; onClose: () => void };

/** Sets the price of a model. */
export function PriceDialog({ task, known, onClose }: PriceDialogProps) {
  const open = task !== null && task.kind !== 'remove';
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <PriceForm price={task.kind === 'edit' ? task.price : null} known={known} onDone={onClose} />}
    </Dialog>
  );
}

type PriceFormProps = { price: ModelPrice | null; known: readonly ModelPrice[]; onDone: () => void };

function PriceForm({ price, known, onDone }: PriceFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [model, setModel] = useState(price?.model ?? '');
  const [prompt, setPrompt] = useState(price ? toPriceText(price.promptMicros) : '');
  const [completion, setCompletion] = useState(price ? toPriceText(price.completionMicros) : '');
  const [isTried, setTried] = useState(false);
  const set = useMutation(
    trpc.modelPrice.set.mutationOptions({
      onSuccess: async (saved) => {
        await invalidate(queryClient, trpc.modelPrice.list.pathFilter());
        toast.success(`Price of ${saved.model} saved`);
      },
    }),
  );
  const complaint = complainOf(model, price, known);
  const submit = () => {
    setTried(true);
    const [promptMicros, completionMicros] = [parsePrice(prompt), parsePrice(completion)];
    if (complaint || promptMicros === null || completionMicros === null) return;
    set.mutate({ model, promptMicros, completionMicros }, { onSuccess: onDone });
  };
  const title = price ? 'Edit price' : 'Add price';
  return (
    <DialogContent title={title} description="Applies to new turns. Past turns keep their recorded cost.">
      <FormShell
        layout="dialog"
        label={title}
        submit="Save price"
        pending={set.isPending}
        error={toFormError(set.error, ['model'])}
        onSubmit={submit}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <Field
          label="Model"
          hint="Exactly as callers and flows name it, e.g. small-1."
          error={(isTried ? complaint : null) ?? fieldError(set.error, 'model')}
        >
          {(control) => (
            <Input
              {...control}
              className="font-mono read-only:text-ink-2"
              autoComplete="off"
              spellCheck={false}
              readOnly={price !== null}
              value={model}
              onChange={(event) => setModel(event.target.value)}
            />
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <PriceField label="Prompt price" value={prompt} onChange={setPrompt} isTried={isTried} />
          <PriceField
            label="Completion price"
            value={completion}
            onChange={setCompletion}
            isTried={isTried}
          />
        </div>
      </FormShell>
    </DialogContent>
  );
}

function complainOf(model: string, price: ModelPrice | null, known: readonly ModelPrice[]): string | null {
  const name = model.trim();
  if (name === '') return 'Enter the name of the model.';
  const isTaken = !price && known.some((other) => other.model === name);
  return isTaken ? 'This model already has a price. Edit it in the list.' : null;
}
