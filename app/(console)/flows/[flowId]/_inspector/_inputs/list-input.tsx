'use client';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import type { Path } from '../../_edit/set-at';
import { type Control, type Field, isShape } from '../_specs/field';
import { DeclaredInputs } from './declared-inputs';
import { FieldFrame } from './field-frame';
import { useForm } from './form-context';
import { newItem } from './new-item';
import { focusFirstField } from './use-entry';

type ListControl = Extract<Control, { type: 'list' }>;
type RenderItem = (
  item: ListControl['item'],
  place: { name: string; path: Path; value: unknown },
) => ReactNode;
type ListInputProps = {
  field: Omit<Field, 'control'>;
  control: ListControl;
  path: Path;
  value: unknown;
  renderItem: RenderItem;
};

/** A list of items of one kind, which can be reordered. */
export function ListInput({ field, control, path, value, renderItem }: ListInputProps) {
  const { set, errorAt, readOnly } = useForm();
  const items: unknown[] = Array.isArray(value) ? value : [];
  const list = useRef<HTMLDivElement>(null);
  const [additions, setAdditions] = useState(0);
  const add = () => {
    set(path, [...items, newItem(control.blank, items)]);
    setAdditions(additions + 1);
  };
  useEffect(() => {
    if (additions > 0) focusFirstField(list.current?.lastElementChild);
  }, [additions]);
  return (
    <FieldFrame label={field.label} hint={field.hint} error={errorAt(path)}>
      {() => (
        <div className="space-y-2">
          <div ref={list} className="space-y-2 empty:hidden">
            {items.map((item, index) => (
              <ListItem
                key={`${String(index)} of ${String(items.length)}`}
                control={control}
                path={path}
                items={items}
                index={index}
                item={item}
                renderItem={renderItem}
              />
            ))}
          </div>
          {control.declared && <DeclaredInputs path={path} items={items} />}
          {!readOnly && (
            <Button size="sm" onClick={add}>
              <Plus aria-hidden /> {`Add ${control.noun}`}
            </Button>
          )}
        </div>
      )}
    </FieldFrame>
  );
}

type ListItemProps = {
  control: ListControl;
  path: Path;
  items: unknown[];
  index: number;
  item: unknown;
  renderItem: RenderItem;
};

function ListItem({ control, path, items, index, item, renderItem }: ListItemProps) {
  const name = `${control.noun} ${String(index + 1)}`;
  const input = renderItem(control.item, { name, path: [...path, index], value: item });
  if (isShape(control.item))
    return (
      <fieldset className="relative min-w-0 space-y-2.5 rounded-lg border bg-canvas px-3 pt-1.5 pb-3">
        <legend className="sr-only">{name}</legend>
        <div className="flex h-7 items-center">
          <span aria-hidden className="flex-1 text-ink-2 text-xs first-letter:uppercase">
            {name}
          </span>
          <ItemTools name={name} path={path} items={items} index={index} />
        </div>
        {input}
      </fieldset>
    );
  return (
    <div className="flex items-end gap-1">
      <div className="min-w-0 flex-1">{input}</div>
      <ItemTools name={name} path={path} items={items} index={index} />
    </div>
  );
}

type ItemToolsProps = { name: string; path: Path; items: unknown[]; index: number };

function ItemTools({ name, path, items, index }: ItemToolsProps) {
  const { set, readOnly } = useForm();
  if (readOnly) return null;
  const move = (to: number) => set(path, moveItem(items, index, to));
  return (
    <div className="flex">
      {index > 0 && (
        <Button size="icon-sm" variant="ghost" aria-label={`Move ${name} up`} onClick={() => move(index - 1)}>
          <ArrowUp aria-hidden />
        </Button>
      )}
      {index < items.length - 1 && (
        <Button
          size="icon-sm"
          variant="ghost"
          aria-label={`Move ${name} down`}
          onClick={() => move(index + 1)}
        >
          <ArrowDown aria-hidden />
        </Button>
      )}
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={`Remove ${name}`}
        onClick={() =>
          set(
            path,
            items.filter((_, at) => at !== index),
          )
        }
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}

function moveItem(items: readonly unknown[], from: number, to: number): unknown[] {
  const left = items.filter((_, index) => index !== from);
  return [...left.slice(0, to), items[from], ...left.slice(to)];
}
