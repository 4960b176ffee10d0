import type { Expected, ExpectedField } from '@/server/engine/outbound-message';
import { ChoiceChip, type OnChoose } from './message-buttons';

/** The expected answer: choices as chips, the fields of a form, and constraints in words. */
export function ExpectedAnswer({ expected, onChoose }: { expected: Expected; onChoose: OnChoose }) {
  const { choices = [], fields = [] } = expected;
  const words = describeExpected(expected);
  return (
    <div className="space-y-1.5">
      {choices.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {choices.map(({ value, label }) => (
            <ChoiceChip key={value} label={label} value={value} onChoose={onChoose} />
          ))}
        </div>
      )}
      {fields.length > 0 && <FormPreview expected={expected} fields={fields} />}
      {words !== null && <p className="text-ink-2 text-xs">{words}</p>}
    </div>
  );
}

function FormPreview({ expected, fields }: { expected: Expected; fields: readonly ExpectedField[] }) {
  return (
    <div className="w-80 max-w-full overflow-hidden rounded-lg border bg-surface">
      <p className="border-b bg-canvas px-3 py-1.5 font-medium text-sm">{expected.title ?? 'Form'}</p>
      <dl className="divide-y text-sm">
        {fields.map((field) => (
          <div key={field.name} className="flex items-baseline justify-between gap-3 px-3 py-1.5">
            <dt className="min-w-0">{field.label}</dt>
            <dd className="shrink-0 text-ink-2 text-xs">
              {field.required
                ? (NOUNS[field.type] ?? field.type)
                : `${NOUNS[field.type] ?? field.type}, optional`}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const NOUNS: Readonly<Record<string, string>> = {
  number: 'a number',
  email: 'an e-mail address',
  url: 'a web address',
  phone: 'a telephone number',
  date: 'a date',
  time: 'a time',
  choice: 'one choice',
  'multi-choice': 'any number of choices',
  rating: 'a rating',
  confirm: 'yes or no',
  file: 'a file',
  text: 'a text',
};

/** The expected answer in a few words; null when any text is valid or the choices are shown. */
function describeExpected({ type, choices, min, max, accept }: Expected): string | null {
  const noun = NOUNS[type];
  if (!noun || type === 'text' || (choices && type !== 'multi-choice')) return null;
  const from = min === undefined ? '' : ` from ${String(min)}`;
  const to = max === undefined ? '' : ` ${min === undefined ? 'up to' : 'to'} ${String(max)}`;
  const kinds = accept && accept.length > 0 ? ` (${accept.join(', ')})` : '';
  return `Expects ${noun}${from}${to}${kinds}`;
}
