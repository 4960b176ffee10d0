'use client';
import { useEffect, useState } from 'react';
import { setTextInLanguage, textInLanguage } from '@/app/_features/flow/graph/localized-text';
import { cn } from '@/app/_ui/cn';
import { Field as LabeledField } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import type { Path } from '../../_edit/set-at';
import type { Control, Field } from '../_specs/field';
import { useForm } from './form-context';

type TextControl = Extract<Control, { type: 'plain' | 'date' }>;
type PlainInputProps = {
  field: Omit<Field, 'control'>;
  control: TextControl;
  path: Path;
  value: unknown;
  /** Suggested values; others are possible. */
  known?: readonly string[];
};

type ShownText = { text: string; language: string | null; toValue: (next: string) => unknown };

/** The text that is edited, and the value with another text: in the shown language if it may be given per language. */
function useShownText(control: TextControl, value: unknown): ShownText {
  const {
    languages: { shown, main, all },
  } = useForm();
  if (control.type !== 'plain' || !control.localized)
    return {
      text: typeof value === 'string' ? value : '',
      language: null,
      toValue: (next) => next || undefined,
    };
  return {
    text: textInLanguage(value, shown, main),
    language: all.length > 1 ? shown : null,
    toValue: (next) => setTextInLanguage(value, shown, main, next),
  };
}

/** A plain text: a name, an id, a date. */
export function PlainInput({ field, control, path, value, known }: PlainInputProps) {
  const { set, errorAt, readOnly } = useForm();
  const { text, language, toValue } = useShownText(control, value);
  const late = control.type === 'plain' && control.late === true;
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  const take = (next: string) =>
    next !== text && set(path, toValue(next) ?? (field.optional ? undefined : ''));
  const type = (next: string) => {
    setTyped(next);
    if (!late) take(next);
  };
  const long = control.type === 'plain' && control.long;
  const Text = long ? Textarea : Input;
  return (
    <LabeledField
      label={language === null ? field.label : `${field.label} (${language})`}
      hint={field.hint}
      optional={field.optional ?? false}
      error={errorAt(path) ?? (language === null ? null : errorAt([...path, language]))}
    >
      {(props) => (
        <>
          <Text
            {...props}
            {...(control.type === 'date' && { type: 'date' })}
            {...(known && { list: `${props.id}-known` })}
            readOnly={readOnly}
            spellCheck={control.type === 'plain' && !control.mono}
            autoComplete="off"
            placeholder={control.type === 'plain' ? control.placeholder : undefined}
            value={typed}
            onChange={(event: { target: { value: string } }) => type(event.target.value)}
            onBlur={() => late && take(typed)}
            onKeyDown={(event) => event.key === 'Enter' && late && take(typed)}
            className={cn(
              'text-sm',
              long ? 'min-h-14' : 'h-8',
              control.type === 'plain' && control.mono && 'font-mono',
            )}
          />
          {known && (
            <datalist id={`${props.id}-known`}>
              {known.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          )}
        </>
      )}
    </LabeledField>
  );
}
