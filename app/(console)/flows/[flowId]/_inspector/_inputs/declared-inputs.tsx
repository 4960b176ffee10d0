'use client';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type DeclaredInput, listDeclaredInputs } from '@/app/_features/flow/graph/list-declared-inputs';
import { SELF_FLOW } from '@/app/_features/flow/graph/own-entry';
import { isFields, textIn } from '@/app/_features/flow/graph/read-fields';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import type { Path } from '../../_edit/set-at';
import { useForm } from './form-context';

type DeclaredInputsProps = { path: Path; items: readonly unknown[] };

/** The inputs that the called flow declares and the node does not give yet, each with a button that adds it. */
export function DeclaredInputs({ path, items }: DeclaredInputsProps) {
  const { set, readOnly, calledFlow } = useForm();
  const declared = useDeclared(calledFlow);
  const given = new Set(items.map((item) => (isFields(item) ? textIn(item, 'variable') : '')));
  const missing = declared.filter(({ name }) => !given.has(name));
  if (readOnly || missing.length === 0) return null;
  return (
    <ul aria-label="Inputs that the flow declares" className="space-y-1">
      {missing.map((input) => (
        <li key={input.name} className="flex items-baseline gap-2">
          <Button
            size="sm"
            variant="ghost"
            className="min-w-0"
            onClick={() => set(path, [...items, { variable: input.name, value: '' }])}
          >
            <Plus aria-hidden /> <span className="truncate font-mono">{input.name}</span>
          </Button>
          <span className="min-w-0 flex-1 text-ink-2 text-xs">{explain(input)}</span>
        </li>
      ))}
    </ul>
  );
}

function explain({ type, description, isRequired }: DeclaredInput): string {
  const facts = [type, isRequired && 'required'].filter(Boolean).join(', ');
  return [facts, description].filter(Boolean).join(': ');
}

/** The declared inputs of the published version of a flow, by its slug. */
function useDeclared(slug: string): DeclaredInput[] {
  const trpc = useTRPC();
  const isOther = slug !== '' && slug !== SELF_FLOW;
  const flows = useQuery(
    trpc.flow.list.queryOptions(isOther ? { limit: 100, search: slug, publishedOnly: true } : skipToken),
  );
  const flow = flows.data?.items.find((one) => one.slug === slug);
  const version = useQuery(
    trpc.flow.getVersion.queryOptions(
      isOther && flow?.published ? { flowId: flow.id, number: flow.published.number } : skipToken,
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const definition = version.data?.definition;
  return isOther && isFields(definition) ? listDeclaredInputs(definition) : [];
}
