'use client';
import { useId } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import { Checkbox } from '@/app/_ui/form/checkbox';
import { SCOPE_GROUPS, type Scope } from './scope-groups';

type ScopePickerProps = { chosen: readonly Scope[]; onChange: (scopes: readonly Scope[]) => void };

/** The scopes that the person has, and so may give to a key. */
export function ScopePicker({ chosen, onChange }: ScopePickerProps) {
  const { scopes: mine } = useViewer();
  const groups = SCOPE_GROUPS.map(({ label, scopes }) => ({
    label,
    scopes: scopes.filter(({ scope }) => mine.includes(scope)),
  }));
  const set = (scope: Scope, on: boolean) =>
    onChange(on ? [...chosen, scope] : chosen.filter((other) => other !== scope));
  return (
    <div className="divide-y rounded-md border">
      {groups
        .filter(({ scopes }) => scopes.length > 0)
        .map(({ label, scopes }) => (
          <div key={label} className="grid gap-x-4 px-3 py-1 sm:grid-cols-[88px_1fr]">
            <span className="pt-1.5 text-ink-2 text-sm max-sm:hidden">{label}</span>
            <div>
              {scopes.map(({ scope, does }) => (
                <ScopeChoice
                  key={scope}
                  scope={scope}
                  does={does}
                  on={chosen.includes(scope)}
                  onSet={(on) => set(scope, on)}
                />
              ))}
            </div>
          </div>
        ))}
    </div>
  );
}

function ScopeChoice({
  scope,
  does,
  on,
  onSet,
}: {
  scope: Scope;
  does: string;
  on: boolean;
  onSet: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5 py-1.5">
      <Checkbox id={id} checked={on} onCheckedChange={(next) => onSet(next === true)} className="mt-0.5" />
      <label htmlFor={id} className="cursor-pointer text-sm">
        <span className="font-mono text-xs">{scope}</span>
        <span className="block text-ink-2 text-xs">{does}</span>
      </label>
    </div>
  );
}
