'use client';
import { useId } from 'react';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Checkbox } from '@/app/_ui/form/checkbox';
import { RelativeTime } from '@/app/_ui/value/relative-time';

type Key = RouterOutputs['organization']['listMemberKeys'][number];

type MemberKeysProps = {
  keys: readonly Key[];
  /** The ids of the keys to keep. */
  kept: readonly string[];
  onKeep: (kept: string[]) => void;
  isMe: boolean;
};

/** The API keys that a leaving member created; each is revoked unless it is deselected. */
export function MemberKeys({ keys, kept, onKeep, isMe }: MemberKeysProps) {
  if (keys.length === 0) return null;
  const toggle = (id: string, isRevoked: boolean) =>
    onKeep(isRevoked ? kept.filter((each) => each !== id) : [...kept, id]);
  return (
    <fieldset className="mt-3 space-y-2">
      <legend className="mb-1 text-ink">
        API keys that {isMe ? 'you' : 'they'} created. Selected keys stop working at once.
      </legend>
      <div className="max-h-48 space-y-2 overflow-y-auto">
        {keys.map((key) => (
          <KeyChoice
            key={key.id}
            apiKey={key}
            isRevoked={!kept.includes(key.id)}
            onChange={(isRevoked) => toggle(key.id, isRevoked)}
          />
        ))}
      </div>
    </fieldset>
  );
}

type KeyChoiceProps = { apiKey: Key; isRevoked: boolean; onChange: (isRevoked: boolean) => void };

function KeyChoice({ apiKey, isRevoked, onChange }: KeyChoiceProps) {
  const id = useId();
  const { name, prefix, lastFour, lastUsedAt } = apiKey;
  return (
    <div className="flex items-start gap-2">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={isRevoked}
        onCheckedChange={(checked) => onChange(checked === true)}
      />
      <label htmlFor={id} className="min-w-0 [overflow-wrap:anywhere]">
        Revoke <span className="text-ink">{name}</span>{' '}
        <span className="font-mono text-xs">
          {prefix}…{lastFour}
        </span>{' '}
        {lastUsedAt ? (
          <>
            (used <RelativeTime at={lastUsedAt} />)
          </>
        ) : (
          '(never used)'
        )}
      </label>
    </div>
  );
}
