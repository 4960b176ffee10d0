'use client';
import { Plus, X } from 'lucide-react';
import type { Operand, Operator, Row } from '@/app/_features/flow/condition/condition';
import { countValues, nameOperator, operatorsFor } from '@/app/_features/flow/condition/operators';
import { Button } from '@/app/_ui/button';
import { useForm } from '../_inputs/form-context';
import { blankOperand, changeOperator, changeVariable } from './blank-row';
import { OperandField } from './operand-field';
import { findFact, useVariableFacts } from './use-variable-facts';
import { VariableField } from './variable-field';

type RowFieldsProps = {
  name: string;
  row: Row;
  locals: readonly string[];
  onChange: (row: Row) => void;
};

/** One comparison: a variable, an operator and its values. */
export function RowFields({ name, row, locals, onChange }: RowFieldsProps) {
  const { readOnly } = useForm();
  const facts = useVariableFacts(locals);
  const fact = findFact(facts, row.variable);
  const setValues = (values: readonly Operand[]) => onChange({ ...row, values });
  const many = countValues(row.operator) === 'many';
  return (
    <fieldset className="min-w-0 space-y-1">
      <legend className="sr-only">{name}</legend>
      <div className="grid grid-cols-[3fr_2fr] gap-1">
        <VariableField
          label="Variable"
          path={row.variable}
          facts={facts}
          onChange={(path) => onChange(changeVariable(row, fact, findFact(facts, path)))}
        />
        <select
          aria-label="Comparison"
          value={row.operator}
          disabled={readOnly}
          onChange={({ target }) => onChange(changeOperator(row, target.value as Operator, fact))}
          className="field h-8 px-2 text-sm"
        >
          {operatorsFor(fact.kind, row.operator).map((operator) => (
            <option key={operator} value={operator}>
              {nameOperator(operator)}
            </option>
          ))}
        </select>
      </div>
      {row.values.map((value, index) => (
        <div key={`${String(index)} of ${String(row.values.length)}`} className="flex gap-1">
          <OperandField
            label={many ? `Value ${String(index + 1)}` : 'Value'}
            operand={value}
            fact={fact}
            facts={facts}
            onChange={(next) => setValues(row.values.map((old, at) => (at === index ? next : old)))}
          />
          {many && !readOnly && row.values.length > 1 && (
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={`Remove value ${String(index + 1)}`}
              onClick={() => setValues(row.values.filter((_, at) => at !== index))}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      ))}
      {many && !readOnly && (
        <Button size="sm" variant="ghost" onClick={() => setValues([...row.values, blankOperand(fact)])}>
          <Plus aria-hidden /> Add value
        </Button>
      )}
    </fieldset>
  );
}
