'use client';
import { useMemo } from 'react';
import { listVariableFacts } from '@/app/_features/flow/condition/list-variable-facts';
import { useOwnWords } from '@/app/_features/flow/engine/use-own-words';
import { useVocabulary } from '@/app/_features/flow/engine/use-vocabulary';
import { listIds } from '@/app/_features/flow/graph/list-entries';
import { emptyOf, listVariables, sampleOf } from '@/app/_features/flow/graph/list-variables';
import { textIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { ownValue } from '@/app/_lib/own-value';
import type { JsonObject } from '@/server/engine/json';
import type { Problems } from '../_draft/use-problems';
import { toPointer } from '../_edit/set-at';
import type { FormFacts } from './_inputs/form-context';
import { useConfigValues } from './use-config-values';
import { useSecrets } from './use-secrets';

/** The variables of a test session, or null before there is one. */
export type Sample = JsonObject | null;

type Parts = {
  draft: Draft;
  problems: Problems;
  sample: Sample;
  readOnly: boolean;
  languages: FormFacts['languages'];
  /** The JSON pointer of the edited value, e.g. "/nodes/3". */
  base: string;
  /** The slug of the flow that the edited node calls; default: none. */
  calledFlow?: string;
  set: FormFacts['set'];
};

/** Collects the facts that the fields of a form share. */
export function useFormFacts(parts: Parts): FormFacts {
  const { draft, problems, sample, readOnly, languages, base, calledFlow = '', set } = parts;
  const { list, assigns } = problems;
  const nodeIds = useMemo(() => [...listIds(draft)], [draft]);
  const vocabulary = useVocabulary();
  const ownWords = useOwnWords(languages.shown);
  const known = useMemo(() => listVariables(draft, assigns), [draft, assigns]);
  const values = useMemo(() => ({ ...sampleOf(known), ...sample }) as JsonObject, [known, sample]);
  const secrets = useSecrets();
  const config = useConfigValues();
  const variables = useMemo(
    () =>
      new Map([
        ...known.map((one) => [one.name, ownValue(values, one.name) ?? emptyOf(one)] as const),
        ...secrets,
        ...(Object.keys(config).length > 0 ? [['$config', config] as const] : []),
      ]),
    [known, values, secrets, config],
  );
  const variableFacts = useMemo(() => listVariableFacts(draft, known), [draft, known]);
  const { shown, main } = languages;
  const locale = shown === main ? textIn(draft, 'locale') : shown;
  const timeZone = textIn(draft, 'timeZone');
  const regional = useMemo(() => ({ locale, timeZone }), [locale, timeZone]);
  const errors = useMemo(() => new Map(list.map(({ path, message }) => [path, message])), [list]);
  return {
    readOnly,
    languages,
    set,
    errorAt: (path) => errors.get(base + toPointer(path)) ?? null,
    variables,
    vocabulary,
    variableFacts,
    calledFlow,
    nodeIds,
    ownWords,
    regional,
    sample: values,
    config,
    sampleName: sample ? 'with the values of the test session' : 'with the default values',
  };
}
