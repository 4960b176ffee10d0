'use client';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Verified } from '@/app/_features/flow/engine/recording-tasks';
import { capitalize } from '@/app/_lib/capitalize';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { ShownValue } from '../../_inspector/_turn/shown-value';
import { explainUnverified, namePart, namePlace, summarizeVerified } from '../_model/file-words';

const SHOWN_AT_ONCE = 3;

type VerificationProps = {
  verified: Verified;
  /** The number of turns of the session. */
  turns: number;
  onChoose: (turn: number) => void;
};

/** Whether the session ran again as it was recorded; else each difference with both values. */
export function Verification({ verified, turns, onChoose }: VerificationProps) {
  const { differences } = verified;
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const isSame = differences.length === 0;
  const note = explainUnverified(verified, turns);
  const Icon = isSame ? CircleCheck : TriangleAlert;
  const hidden = differences.length - shown;
  return (
    <section
      aria-label="Verification"
      className={cn(
        'max-h-64 shrink-0 overflow-y-auto border-b px-4 py-2 text-sm md:px-6',
        isSame ? 'bg-surface' : 'bg-failed-soft',
      )}
    >
      <p className="flex items-start gap-2">
        <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', isSame ? 'text-live' : 'text-failed')} />
        <span>
          <span className={cn('font-medium', !isSame && 'text-failed')}>
            {summarizeVerified(verified, turns)}
          </span>
          {note && <span className="text-ink-2"> {note}</span>}
        </span>
      </p>
      {!isSame && (
        <ol aria-label="Differences" className="mt-2 space-y-2 pl-6">
          {differences.slice(0, shown).map((difference) => (
            <Difference key={difference.no} {...{ difference, turns, onChoose }} />
          ))}
        </ol>
      )}
      {hidden > 0 && (
        <Button size="sm" className="mt-2 ml-6" onClick={() => setShown(differences.length)}>
          {`Show ${String(hidden)} more`}
        </Button>
      )}
    </section>
  );
}

type DifferenceProps = Omit<VerificationProps, 'verified'> & { difference: Verified['differences'][number] };

function Difference({ difference: { no, path, recorded, replayed }, turns, onChoose }: DifferenceProps) {
  return (
    <li>
      <p>
        <Button variant="link" onClick={() => onChoose(Math.min(no, turns))}>
          {capitalize(namePlace(no, turns))}
        </Button>
        {`: ${namePart(path)}`}
        {path !== '' && <code className="ml-1.5 font-mono text-ink-2 text-xs">{path}</code>}
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-xs">
        <dt className="text-ink-2">Recorded</dt>
        <dd>
          <ShownValue value={recorded} isShort />
        </dd>
        <dt className="text-ink-2">Replayed</dt>
        <dd>
          <ShownValue value={replayed} isShort />
        </dd>
      </dl>
    </li>
  );
}
