'use client';
import type { ReactNode } from 'react';
import {
  type Control,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
  useController,
} from 'react-hook-form';
import { type ControlProps, Field, FieldGroup } from './field';
import { findFieldMessage } from './field-message';

type Bound<V extends FieldValues, N extends FieldPath<V>, Out> = {
  control: Control<V, unknown, Out>;
  name: N;
};

type FormFieldProps<V extends FieldValues, N extends FieldPath<V>, Out> = Bound<V, N, Out> & {
  label: string;
  hint?: ReactNode;
  optional?: boolean;
  hideLabel?: boolean;
  children: (field: ControlProps & ControllerRenderProps<V, N>) => ReactNode;
};

/** One value of a form with its name, hint and error. The control takes all that it is given, also its `name`. */
export function FormField<V extends FieldValues, N extends FieldPath<V>, Out>({
  control,
  name,
  children,
  ...rest
}: FormFieldProps<V, N, Out>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field {...rest} error={findFieldMessage(fieldState.error, name)}>
      {(tie) => children({ ...field, ...tie })}
    </Field>
  );
}

type FormGroupProps<V extends FieldValues, N extends FieldPath<V>, Out> = Bound<V, N, Out> & {
  label: string;
  hint?: ReactNode;
  children: (field: ControllerRenderProps<V, N>) => ReactNode;
};

/** One value of a form that has several controls, e.g. checkboxes. */
export function FormGroup<V extends FieldValues, N extends FieldPath<V>, Out>({
  control,
  name,
  children,
  ...rest
}: FormGroupProps<V, N, Out>) {
  const { field, fieldState } = useController({ control, name });
  return (
    <FieldGroup {...rest} name={name} error={findFieldMessage(fieldState.error, name)}>
      {children(field)}
    </FieldGroup>
  );
}
