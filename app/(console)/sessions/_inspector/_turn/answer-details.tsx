import { Check, X } from 'lucide-react';
import type { Why } from '@/server/engine/expression/why/why';
import type { TraceStep } from '@/server/engine/protocol';
import { ConditionWhy } from '../_why/condition-why';
import { OperandList } from '../_why/operand-list';
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
export function AnswerDetails({ answer, whys }: { answer: Answer; whys: readonly Why[] }) {
  const { accepted, value, reason, matchedBy, rule, rating } = answer;
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
        {rating && (
          <p className="text-ink-2">{`Counted as the rating ${String(rating.value)} on the scale from ${String(rating.min)} to ${String(rating.max)}.`}</p>
        )}
        {reason && <p className="text-ink-2 [overflow-wrap:anywhere]">{reason}</p>}
        {rule && (
          <div className="mt-1.5 space-y-1">
            <p>It breaks this rule:</p>
            <OperandList explanations={[rule]} whys={whys} />
            <ConditionWhy explanation={rule} why={whys[0]} opposite="It would be accepted" />
          </div>
        )}
      </div>
    </div>
  );
}
