'use client';
import { createContext, type ReactNode, use } from 'react';
import type { CompletionScope } from '@/app/_features/flow/code/find-completions';
import type { VariableFact } from '@/app/_features/flow/condition/list-variable-facts';
import type { OwnWords } from '@/app/_features/flow/engine/engine-tasks';
import type { JsonObject } from '@/server/engine/json';
import type { SourceSample } from '@/server/engine/rendering/evaluate-source';
import type { Path } from '../../_edit/set-at';
import type { ShownLanguages } from '../../_edit/use-languages';

/** Shared by the fields of one form: how to write values, their problems, and the names in scope. */
export type FormFacts = {
  readOnly: boolean;
  languages: ShownLanguages;
  /** Sets a value, and removes those at other paths, as one step of undo. */
  set: (path: Path, value: unknown, removed?: readonly Path[]) => void;
  /** The problem at a path; null when there is none. */
  errorAt: (path: Path) => string | null;
  variables: CompletionScope['variables'];
  vocabulary: CompletionScope['vocabulary'];
  /** The variables that conditions without code offer. */
  variableFacts: readonly VariableFact[];
  /** The slug of the flow that the edited node calls; empty if it calls none. */
  calledFlow: string;
  /** The ids of the nodes of the flow. */
  nodeIds: readonly string[];
  /** The engine's own texts in the language of the flow. */
  ownWords: OwnWords;
  /** The locale and time zone that live values are computed with. */
  regional: NonNullable<SourceSample['regional']>;
  /** The variables that live values are computed with. */
  sample: JsonObject;
  /** The configuration values by name. */
  config: JsonObject;
  /** The origin of the sample, in words. */
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
