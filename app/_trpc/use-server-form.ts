'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { type FormEvent, useState } from 'react';
import {
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  useForm,
} from 'react-hook-form';
import { config, type ZodType } from 'zod';
import { listFieldIssues } from '@/app/_ui/form/field-message';
import type { ShownError } from '@/app/_ui/state/error-state';
import { describeIssue } from '@/server/shared/describe-issue';
import { toIssueSentence } from '@/server/shared/issue-sentence';
import { findProblem, sortIssues, toShownError } from './problems';

// The content security policy forbids compiled schemas, and browsers report every attempt.
if (typeof window !== 'undefined') config({ jitless: true });

type ServerFormOptions<In extends FieldValues, Out> = {
  /** The schema that the server checks the same input by. */
  schema: ZodType<Out, In>;
  defaultValues: DefaultValues<In>;
  /** Sends the checked values; rejects as the server refused them. */
  send: (values: Out) => Promise<unknown>;
  /** Called when a submit that was sent is over, e.g. to empty the form. */
  onSent?: () => void;
  /** The failure to begin with. */
  failure?: ShownError | null;
  /** When values are checked for the first time; default: on submit. */
  mode?: 'onSubmit' | 'onChange';
};

/**
 * The state of a `Form`: its values are checked by the schema and then sent; a refusal appears at the fields that it
 * names, and everything else as the failure of the form. The values stay.
 */
export function useServerForm<In extends FieldValues, Out>(options: ServerFormOptions<In, Out>) {
  const { schema, defaultValues, send, onSent, mode = 'onSubmit' } = options;
  const [failure, setFailure] = useState<ShownError | null>(options.failure ?? null);
  const form = useForm<In, unknown, Out>({
    resolver: zodResolver(schema, { error: describeIssue }),
    defaultValues,
    mode,
    // `Form` focuses the first invalid field, which also covers refusals.
    shouldFocusError: false,
  });
  const refuse = (error: unknown, isField: (name: string) => boolean) => {
    const issues = findProblem(error)?.issues ?? [];
    const { byField, others } = sortIssues(issues, isField);
    for (const [name, message] of byField) form.setError(name as FieldPath<In>, { type: 'server', message });
    if (issues.length === 0 || others.length > 0) setFailure(toShownError(error));
  };
  // A value without a field, such as one that is hidden, must not be refused in silence.
  const complain = (errors: FieldErrors<In>, isField: (name: string) => boolean) => {
    const [issue] = sortIssues(listFieldIssues(errors), isField).others;
    if (issue) setFailure({ title: toIssueSentence(issue) });
  };
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    const { elements } = event.currentTarget;
    const isField = (name: string) => elements.namedItem(name) !== null;
    let isSent = false;
    const sendValid = async (values: Out) => {
      try {
        await send(values);
        isSent = true;
      } catch (error) {
        refuse(error, isField);
      }
    };
    setFailure(null);
    await form.handleSubmit(sendValid, (errors) => complain(errors, isField))(event);
    if (isSent) onSent?.();
  };
  const { isSubmitting, submitCount } = form.formState;
  return { ...form, onSubmit, failure, setFailure, isSubmitting, submitCount };
}
