'use client';
import { useMemo } from 'react';
import type { Assigns } from '@/app/_features/flow/engine/engine-tasks';
import { type KnownVariable, listVariables } from '@/app/_features/flow/graph/list-variables';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { ownValue } from '@/app/_lib/own-value';
import type { Sample } from '../_inspector/use-form-facts';

type VariableTableProps = {
  draft: Draft;
  assigns: Assigns;
  sample: Sample;
  onShowNode: (key: string) => void;
};

const MOST = 4;

/** Every variable of the flow: its origin, its default, and its value in the test session. */
export function VariableTable({ draft, assigns, sample, onShowNode }: VariableTableProps) {
  const variables = useMemo(() => listVariables(draft, assigns), [draft, assigns]);
  return (
    <table className="w-full text-left text-sm">
      <thead className="sticky top-0 bg-surface text-ink-2 text-xs">
        <tr className="[&>th]:px-4 [&>th]:py-1.5 [&>th]:font-normal">
          <th>Variable</th>
          <th>From</th>
          <th>{sample ? 'In the test session' : 'Default'}</th>
          <th className="max-md:hidden">Set by</th>
        </tr>
      </thead>
      <tbody className="divide-y border-t">
        {variables.map(({ name, description, default: value, setBy, ...origin }) => (
          <tr key={name} className="align-top [&>td]:px-4 [&>td]:py-1.5">
            <td className="font-mono text-xs leading-5" title={description}>
              {name}
            </td>
            <td className="text-ink-2">{whereFrom({ name, setBy, ...origin })}</td>
            <td className="max-w-60 truncate font-mono text-xs leading-5">
              {write(sample ? ownValue(sample, name) : value)}
            </td>
            <td className="max-md:hidden">
              <span className="flex flex-wrap gap-x-2">
                {setBy.slice(0, MOST).map((key) => (
                  <button
                    key={key}
                    type="button"
                    onClick={() => onShowNode(key)}
                    className="rounded-sm font-mono text-accent text-xs leading-5 hover:underline"
                  >
                    {key}
                  </button>
                ))}
                {setBy.length > MOST && (
                  <span className="text-ink-2 text-xs leading-5">+{setBy.length - MOST}</span>
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Origin = Pick<KnownVariable, 'name' | 'declared' | 'setBy' | 'isPayload'>;

function whereFrom({ name, declared, setBy, isPayload }: Origin): string {
  if (declared) return 'Declared';
  if (isPayload) return 'Event';
  if (setBy.length > 0) return 'Node';
  return name === 'visitor' ? 'Visitor' : 'Start';
}

function write(value: unknown): string {
  return value === undefined ? '–' : JSON.stringify(value);
}
