'use client';
import { type ReactNode, useId, useMemo, useRef } from 'react';
import type { Port } from '@/app/_features/flow/graph/graph';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { showInLanguage } from '@/app/_features/flow/graph/localized-text';
import { type Fields, textIn } from '@/app/_features/flow/graph/read-fields';
import { toPorts } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { keepEqual } from '@/app/_lib/keep-equal';
import type { Editing } from '../_edit/use-flow-editor';
import { connect, disconnect } from '../_edit/wire-nodes';

type ExitListProps = { editing: Editing; nodeKey: string; node: Fields };

/** The target of each exit, to be selected without drawing a wire. */
export function ExitList({ editing, nodeKey, node }: ExitListProps) {
  const { draft, editor } = editing;
  const { keys, options } = useTargets(draft);
  const { shown, main } = editing.languages;
  const ports = toPorts(showInLanguage(node, shown, main));
  if (ports.length === 0) return null;
  const lead = (exit: string, target: string) =>
    editor.change((now) =>
      target === ''
        ? disconnect(now, [{ key: nodeKey, exit }])
        : connect(now, { key: nodeKey, exit }, target),
    );
  return (
    <section aria-label="Exits" className="space-y-1.5 border-t pt-4">
      <h3 className="font-medium text-sm">Exits</h3>
      {ports.map((port) => (
        <ExitRow
          key={port.name}
          port={port}
          keys={keys}
          options={options}
          readOnly={editing.readOnly}
          onLead={(target) => lead(port.name, target)}
        />
      ))}
      {textIn(node, 'kind') !== 'end' && <p className="text-ink-2 text-xs">{describeUnwired(node)}</p>}
    </section>
  );
}

// The same objects while no node is added, removed or renamed, so that typing does not render the options of a large flow again.
function useTargets(draft: Draft): { keys: ReadonlySet<string>; options: ReactNode } {
  const last = useRef<{ key: string; name: string }[]>([]);
  const targets = keepEqual(
    last.current,
    listEntries(draft).map(({ key, node: { label } }) => ({
      key,
      name: typeof label === 'string' && label !== '' ? `${label} (${key})` : key,
    })),
  );
  last.current = targets;
  return useMemo(
    () => ({
      keys: new Set(targets.map(({ key }) => key)),
      options: targets.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      )),
    }),
    [targets],
  );
}

function describeUnwired(node: Fields): string {
  const ends = 'The flow ends at an exit that is not connected.';
  return textIn(node, 'kind') === 'question'
    ? `${ends} Without a connected Invalid, the question asks again.`
    : ends;
}

type ExitRowProps = {
  port: Port;
  /** The keys of all nodes. */
  keys: ReadonlySet<string>;
  /** Their options, shared by all rows. */
  options: ReactNode;
  readOnly: boolean;
  onLead: (target: string) => void;
};

function ExitRow({ port: { label, target, unknown }, keys, options, readOnly, onLead }: ExitRowProps) {
  const id = useId();
  const missing = target !== null && !keys.has(target);
  return (
    <div className="grid grid-cols-[2fr_3fr] items-center gap-2">
      <label htmlFor={id} className="truncate text-sm" title={label}>
        {label}
        {unknown && <span className="text-failed"> (unknown)</span>}
      </label>
      <select
        id={id}
        value={target ?? ''}
        disabled={readOnly}
        aria-invalid={missing || undefined}
        onChange={(event) => onLead(event.target.value)}
        className="field h-8 px-2 text-sm"
      >
        <option value="">Not connected</option>
        {missing && <option value={target}>{`${target} (missing)`}</option>}
        {options}
      </select>
    </div>
  );
}
