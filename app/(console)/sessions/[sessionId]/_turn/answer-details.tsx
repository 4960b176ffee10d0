import { Check, X } from 'lucide-react';
import type { TraceStep } from '@/server/engine/protocol';
import { ShownValue } from './shown-value';

type Answer = NonNullable<TraceStep['answer']>;

const MATCHED: Record<NonNullable<Answer['matchedBy']>, string> = {
  value: 'matched a choice by its value',
  label: 'matched a choice by its label',
  folded: 'matched a choice, ignoring case, spaces and punctuation',
  base: 'matched a choice, ignoring accents and skin tones',
  number: 'matched a choice by its number',
};

/** How a person's answer was understood, or why it was not. */
export function AnswerDetails({ answer }: { answer: Answer }) {
  const { accepted, value, reason, matchedBy } = answer;
  const Icon = accepted ? Check : X;
  return (
    <div className="flex gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${accepted ? 'text-live' : 'text-failed'}`} />
      <div className="min-w-0 text-sm">
        <p>
          {accepted ? 'The answer was understood' : 'The answer was refused'}
          {matchedBy ? `: it ${MATCHED[matchedBy]}` : ''}
        </p>
        {value !== undefined && <ShownValue value={value} />}
        {reason && <p className="text-ink-2 [overflow-wrap:anywhere]">{reason}</p>}
      </div>
    </div>
  );
}
