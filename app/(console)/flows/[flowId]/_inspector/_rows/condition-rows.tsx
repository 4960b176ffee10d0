'use client';
import { Plus, X } from 'lucide-react';
import type { Group, Row } from '@/app/_features/flow/condition/condition';
import { isGroup, MAX_DEPTH } from '@/app/_features/flow/condition/condition';
import { readCondition } from '@/app/_features/flow/condition/read-condition';
import { writeCondition } from '@/app/_features/flow/condition/write-condition';
import { Button } from '@/app/_ui/button';
import { useForm } from '../_inputs/form-context';
import { BLANK_ROW } from './blank-row';
import { RowFields } from './row-fields';
import { useHeld } from './use-held';

type ConditionRowsProps = {
  label: string;
  source: string;
  locals: readonly string[];
  onChange: (source: string) => void;
};

const BLANK: Group = { join: 'and', items: [BLANK_ROW] };

/** A condition as rows and groups of rows. */
export function ConditionRows({ label, source, locals, onChange }: ConditionRowsProps) {
  const [group, hold] = useHeld(source, readGroup, writeCondition);
  return (
    <GroupRows
      name={label}
      group={group}
      depth={1}
      locals={locals}
      onChange={(next) => onChange(hold(next.items.length === 0 ? BLANK : next))}
    />
  );
}

function readGroup(source: string): Group {
  const reading = readCondition(source);
  return reading.ok ? reading.value : BLANK;
}

type GroupRowsProps = {
  name: string;
  group: Group;
  depth: number;
  locals: readonly string[];
  onChange: (group: Group) => void;
};

function GroupRows({ name, group, depth, locals, onChange }: GroupRowsProps) {
  const { readOnly } = useForm();
  const { join, items } = group;
  const replace = (index: number, next: Row | Group | null) =>
    onChange({ join, items: items.flatMap((item, at) => (at === index ? (next ?? []) : item)) });
  const add = (item: Row | Group) => onChange({ join, items: [...items, item] });
  return (
    <fieldset className="min-w-0 space-y-2">
      <legend className="sr-only">{name}</legend>
      {items.length > 1 && <JoinSelect group={group} onChange={onChange} />}
      {items.map((item, index) => (
        <GroupItem
          // Items have no identity of their own; their place is it.
          key={`${String(index)} of ${String(items.length)}`}
          name={`${isGroup(item) ? 'group' : 'comparison'} ${String(index + 1)}`}
          item={item}
          depth={depth}
          locals={locals}
          onChange={(next) => replace(index, next)}
          onRemove={isRemovable(item, items, depth) ? () => replace(index, null) : null}
        />
      ))}
      {!readOnly && (
        <div className="flex gap-2">
          <Button size="sm" onClick={() => add(BLANK_ROW)}>
            <Plus aria-hidden /> Add comparison
          </Button>
          {depth < MAX_DEPTH && items.length > 0 && (
            <Button
              size="sm"
              variant="ghost"
              onClick={() => add({ join: join === 'and' ? 'or' : 'and', items: [BLANK_ROW] })}
            >
              <Plus aria-hidden /> Add group
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

/** A blank comparison that stands alone has nothing to remove. */
function isRemovable(item: Row | Group, items: Group['items'], depth: number): boolean {
  return items.length > 1 || depth > 1 || isGroup(item) || item.variable !== '';
}

function JoinSelect({ group, onChange }: { group: Group; onChange: (group: Group) => void }) {
  const { readOnly } = useForm();
  return (
    <select
      aria-label="Which must hold"
      value={group.join}
      disabled={readOnly}
      onChange={(event) => onChange({ ...group, join: event.target.value === 'or' ? 'or' : 'and' })}
      className="field h-7 w-auto px-2 text-xs"
    >
      <option value="and">All must hold (and)</option>
      <option value="or">One must hold (or)</option>
    </select>
  );
}

type GroupItemProps = {
  name: string;
  item: Row | Group;
  depth: number;
  locals: readonly string[];
  onChange: (item: Row | Group) => void;
  onRemove: (() => void) | null;
};

function GroupItem({ name, item, depth, locals, onChange, onRemove }: GroupItemProps) {
  const { readOnly } = useForm();
  return (
    <div className="flex items-start gap-1">
      <div className={isGroup(item) ? 'min-w-0 flex-1 border-l-2 pl-2' : 'min-w-0 flex-1'}>
        {isGroup(item) ? (
          <GroupRows name={name} group={item} depth={depth + 1} locals={locals} onChange={onChange} />
        ) : (
          <RowFields name={name} row={item} locals={locals} onChange={onChange} />
        )}
      </div>
      {!readOnly && onRemove && (
        <Button size="icon-sm" variant="ghost" aria-label={`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}
