'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { modelPriceSchema } from '@/server/services/usage/schema';
import type { ModelPrice } from '../_model/model-price';
import { parsePrice, toPriceText } from '../_model/price-text';
import { PriceInput } from './price-input';

const dollars = z.string().transform((text, ctx) => {
  const micros = parsePrice(text);
  if (micros !== null) return micros;
  ctx.addIssue({ code: 'custom', message: 'Enter dollars, such as 0.15, with at most 6 decimals.' });
  return z.NEVER;
});

type PriceDialogProps = {
  /** The price to change; null for a new one. */
  price: ModelPrice | null;
  known: readonly ModelPrice[];
  onClose: () => void;
};

/** Sets the price of a model. */
export function PriceDialog({ price, known, onClose }: PriceDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const set = useMutation(
    trpc.modelPrice.set.mutationOptions({
      onSuccess: async (saved) => {
        await invalidate(queryClient, trpc.modelPrice.list.pathFilter());
        toast.success(`Price of ${saved.model} saved`);
        onClose();
      },
    }),
  );
  const isNew = (model: string) => price !== null || known.every((other) => other.model !== model);
  const form = useServerForm({
    schema: modelPriceSchema.extend({
      model: modelPriceSchema.shape.model.refine(
        isNew,
        'This model already has a price. Edit it in the list.',
      ),
      promptMicros: dollars.pipe(modelPriceSchema.shape.promptMicros),
      completionMicros: dollars.pipe(modelPriceSchema.shape.completionMicros),
    }),
    defaultValues: {
      model: price?.model ?? '',
      promptMicros: price ? toPriceText(price.promptMicros) : '',
      completionMicros: price ? toPriceText(price.completionMicros) : '',
    },
    send: set.mutateAsync,
  });
  const title = price ? 'Edit price' : 'Add price';
  const hint = 'US dollars per million tokens.';
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={title} description="Applies to new turns. Past turns keep their recorded cost.">
        <DialogForm form={form} label={title} submit="Save price">
          <FormField
            control={form.control}
            name="model"
            label="Model"
            hint="Exactly as callers and flows name it, e.g. small-1."
          >
            {(field) => (
              <Input
                {...field}
                className="font-mono read-only:text-ink-2"
                autoComplete="off"
                spellCheck={false}
                readOnly={price !== null}
              />
            )}
          </FormField>
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField control={form.control} name="promptMicros" label="Prompt price" hint={hint}>
              {(field) => <PriceInput {...field} />}
            </FormField>
            <FormField control={form.control} name="completionMicros" label="Completion price" hint={hint}>
              {(field) => <PriceInput {...field} />}
            </FormField>
          </div>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
