'use client';
import { X } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import type { Expectation } from '../_model/new-test';
import { EXPECTED_WORDS } from '../_model/test-words';
import { ExpectedPart } from './expected-part';

type Part = keyof Expectation;
type ExpectationFieldsProps = {
  expectation: Expectation;
  readOnly: boolean;
  onChange: (expectation: Expectation) => void;
};

const BLANK: { [P in Part]-?: NonNullable<Expectation[P]> } = {
  ...{ messages: [''], choices: [''], path: [''], node: 'node', status: 'awaiting_input' },
  ...{ variables: {}, output: '', events: [{ name: 'event' }], calls: [{}], suggestions: [''] },
};
const PARTS = Object.keys(EXPECTED_WORDS) as Part[];

/** What is expected after a step, part by part. Parts that are absent are not compared. */
export function ExpectationFields({ expectation, readOnly, onChange }: ExpectationFieldsProps) {
  const present = PARTS.filter((part) => expectation[part] !== undefined);
  const absent = PARTS.filter((part) => expectation[part] === undefined);
  const remove = (part: Part) => {
    const { [part]: _removed, ...rest } = expectation;
    onChange(rest);
  };
  return (
    <div className="space-y-3">
      {present.map((part) => (
        <fieldset key={part} className="space-y-1">
          <legend className="flex items-center gap-1 text-ink-2 text-xs">
            {EXPECTED_WORDS[part]}
            {!readOnly && (
              <Button
                variant="ghost"
                size="icon-sm"
                className="size-5"
                aria-label={`Do not compare: ${EXPECTED_WORDS[part]}`}
                onClick={() => remove(part)}
              >
                <X aria-hidden className="size-3" />
              </Button>
            )}
          </legend>
          <ExpectedPart part={part} expectation={expectation} readOnly={readOnly} onChange={onChange} />
        </fieldset>
      ))}
      {!readOnly && absent.length > 0 && (
        <select
          aria-label="Expect something else"
          className="field h-8 w-auto px-1.5 text-ink-2 text-sm"
          value=""
          onChange={({ target }) => {
            const part = target.value as Part;
            onChange({ ...expectation, [part]: BLANK[part] });
          }}
        >
          <option value="">Expect…</option>
          {absent.map((part) => (
            <option key={part} value={part}>
              {EXPECTED_WORDS[part]}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
