'use client';
import { createContext, type ReactNode, use } from 'react';
import type { CompletionScope } from '@/app/_features/flow/code/find-completions';
import type { JsonObject } from '@/server/engine/json';
import type { Path } from '../../_edit/set-at';

/** What the fields of one form share: where they write, what is wrong with them, and what their expressions see. */
export type FormFacts = {
  readOnly: boolean;
  set: (path: Path, value: unknown) => void;
  /** What is wrong at a path; null when nothing is. */
  errorAt: (path: Path) => string | null;
  variables: CompletionScope['variables'];
  vocabulary: CompletionScope['vocabulary'];
  /** What live values are computed with. */
  sample: JsonObject;
  /** Where the sample comes from, in words. */
  sampleName: string;
};

const FormContext = createContext<FormFacts | null>(null);

export function FormProvider({ facts, children }: { facts: FormFacts; children: ReactNode }) {
  return <FormContext value={facts}>{children}</FormContext>;
}

/** The form around a field. */
export function useForm(): FormFacts {
  const facts = use(FormContext);
  if (!facts) throw new Error('A field needs a form around it');
  return facts;
}
