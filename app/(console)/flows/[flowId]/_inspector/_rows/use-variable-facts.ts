'use client';
import { useMemo } from 'react';
import {
  addLocals,
  unknownFact,
  type VariableFact,
} from '@/app/_features/flow/condition/list-variable-facts';
import { useForm } from '../_inputs/form-context';

/** The variables that rows offer: those of the flow, after the names that only this field knows. */
export function useVariableFacts(locals: readonly string[]): readonly VariableFact[] {
  const { variableFacts } = useForm();
  return useMemo(() => addLocals(locals, variableFacts), [locals, variableFacts]);
}

/** What is known about a variable; nothing for one that the flow does not have. */
export function findFact(facts: readonly VariableFact[], path: string): VariableFact {
  return facts.find((fact) => fact.path === path) ?? unknownFact(path);
}
