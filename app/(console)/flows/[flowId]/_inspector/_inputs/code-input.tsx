'use client';
import { type ReactNode, useMemo, useState } from 'react';
import { CodeField } from '@/app/_features/flow/code/code-field';
import { setTextInLanguage, textInLanguage, textShownIn } from '@/app/_features/flow/graph/localized-text';
import type { Path } from '../../_edit/set-at';
import type { Control, Field } from '../_specs/field';
import { FieldFrame } from './field-frame';
import { type FormFacts, useForm } from './form-context';
import { LiveValue } from './live-value';
import { useSourceValue } from './use-source-value';

type CodeControl = Extract<Control, { type: 'template' | 'expression' }>;
type CodeInputProps = {
  field: Omit<Field, 'control'>;
  control: CodeControl;
  path: Path;
  value: unknown;
  /** Shown at the right of the label. */
  aside?: ReactNode;
};

type ShownText = {
  text: string;
  write: (next: string) => void;
  /** Shown while the text is empty. */
  hint: string | undefined;
  /** The language that is edited; null if the flow has one only. */
  language: string | null;
};

/** The text that is sent if there is none, or an example. */
function findFallback(control: CodeControl, ownWords: FormFacts['ownWords']): string | undefined {
  return 'word' in control && control.word ? ownWords[control.word] : control.placeholder;
}

/** The text that is edited: that of the shown language if it may be given per language. */
function useText(
  field: CodeInputProps['field'],
  control: CodeControl,
  path: Path,
  value: unknown,
): ShownText {
  const { set, languages, ownWords } = useForm();
  const { shown, main, all } = languages;
  const fallback = findFallback(control, ownWords);
  const put = (next: unknown) => set(path, next ?? (field.optional ? undefined : ''));
  if (control.type === 'expression' || !control.localized) {
    const text = typeof value === 'string' ? value : '';
    return {
      text,
      write: (next) => put(next === '' ? undefined : next),
      hint: fallback,
      language: null,
    };
  }
  return {
    text: textInLanguage(value, shown, main),
    write: (next) => put(setTextInLanguage(value, shown, main, next)),
    hint: shown === main ? fallback : textShownIn(value, main, main) || fallback,
    language: all.length > 1 ? shown : null,
  };
}

function useError(path: Path, language: string | null): string | null {
  const { errorAt } = useForm();
  return errorAt(path) ?? (language === null ? null : errorAt([...path, language]));
}

const NO_LOCALS: readonly string[] = [];

/** An expression or a template, with its current value while it is edited. */
export function CodeInput({ field, control, path, value, aside }: CodeInputProps) {
  const { readOnly, variables, vocabulary, ownWords, sample, sampleName } = useForm();
  const [focused, setFocused] = useState(false);
  const locals = control.locals ?? NO_LOCALS;
  const { text, write, hint, language } = useText(field, control, path, value);
  const scope = useMemo(() => ({ variables, vocabulary, locals }), [variables, vocabulary, locals]);
  const showsValue = control.type === 'expression' || text.includes('{{');
  const as = 'time' in control && control.time ? 'time' : control.type;
  const live = useSourceValue({ as, source: text, variables: sample }, focused && showsValue);
  const error = useError(path, language);
  return (
    <FieldFrame
      label={field.label}
      hint={field.hint}
      optional={field.optional}
      error={error}
      aside={aside || (language && <span className="font-mono text-ink-2 text-xs">{language}</span>)}
    >
      {(describedBy) => (
        <>
          <CodeField
            // A new editor shows another placeholder; the hint itself may change with each key.
            key={`${language} ${findFallback(control, ownWords)}`}
            label={field.label}
            describedBy={describedBy}
            invalid={error !== null}
            language={control.type}
            long={'long' in control && control.long}
            readOnly={readOnly}
            placeholder={hint}
            value={text}
            scope={scope}
            onChange={write}
            onFocusChange={setFocused}
          />
          {live && (live.ok || !error) && <LiveValue value={live} locals={locals} sampleName={sampleName} />}
        </>
      )}
    </FieldFrame>
  );
}
