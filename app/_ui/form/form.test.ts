import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Control, type FieldErrors, useForm } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import { findFieldMessage } from './field-message';
import { Form, type FormHandle } from './form';
import { FormField, FormGroup } from './form-field';
import { Input } from './input';

type Values = { name: string; origins: string; scopes: string[] };

const VALUES: Values = { name: 'Ada', origins: 'a\nb', scopes: [] };

type PageProps = { errors: FieldErrors<Values>; failure: FormHandle['failure'] };

function Page({ errors, failure }: PageProps): ReactNode {
  const { control } = useForm<Values>({ defaultValues: VALUES, errors });
  const form = { onSubmit: () => Promise.resolve(), failure, isSubmitting: false, submitCount: 1 };
  return Form({
    form,
    label: 'New key',
    submit: 'Create',
    children: [
      createElement(NameField, { key: 'name', control }),
      createElement(Scopes, { key: 'scopes', control }),
    ],
  });
}

type FieldProps = { control: Control<Values> };

function NameField({ control }: FieldProps): ReactNode {
  const children = (field: object) => createElement(Input, field);
  return FormField({ control, name: 'name', label: 'Name', hint: 'Shown to others.', children });
}

function Scopes({ control }: FieldProps): ReactNode {
  return FormGroup({ control, name: 'scopes', label: 'Scopes', children: () => null });
}

function renderForm(errors: FieldErrors<Values>, failure: FormHandle['failure'] = null): string {
  return renderToStaticMarkup(createElement(Page, { errors, failure }));
}

describe('a form', () => {
  it('ties a hint to its control', () => {
    const html = renderForm({});
    expect(html).toMatch(/<input[^>]* aria-describedby="[^"]+-note" name="name"/);
    expect(html).toMatch(/<p id="[^"]+-note"[^>]*>Shown to others\.<\/p>/);
    expect(html).not.toContain('-invalid=');
  });

  it('announces an error at its field, and keeps the value', () => {
    const html = renderForm({ name: { type: 'server', message: 'Another key has this name.' } });
    expect(html).toMatch(/<input[^>]* aria-invalid="true"[^>]* value="Ada"/);
    expect(html).toMatch(/<p id="[^"]+-note" role="alert"[^>]*>Another key has this name\.<\/p>/);
  });

  it('lets a group with an error take the focus', () => {
    const html = renderForm({ scopes: { type: 'custom', message: 'Choose at least one scope.' } });
    expect(html).toMatch(/<fieldset name="scopes" tabindex="-1" data-invalid="true" aria-describedby="/i);
  });

  it('shows the failure that belongs to no field', () => {
    const html = renderForm({}, { title: 'The server could not be reached.' });
    expect(html).toMatch(/role="alert".*The server could not be reached\./);
  });
});

describe('findFieldMessage', () => {
  it.each([
    ['the message of a field', { message: 'Enter a name.' }, 'name', 'Enter a name.'],
    ['a predicate as a sentence', { message: 'must not be blank' }, 'name', 'Name must not be blank.'],
    [
      'the place within a list',
      [undefined, { message: 'must be a URL' }],
      'origins',
      'Origins, entry 2 must be a URL.',
    ],
    ['nothing without an error', undefined, 'name', null],
  ])('finds %s', (_, error, name, message) => {
    expect(findFieldMessage(error, name)).toBe(message);
  });
});
