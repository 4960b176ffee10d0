'use client';
import { type Control, useWatch } from 'react-hook-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { PasswordInput } from '@/app/_ui/form/password-input';
import { Select } from '@/app/_ui/form/select';
import type { ConnectionFields } from '@/server/services/connection/schema';
import { SIGN_IN_TYPES, SIGN_INS, type SignIn } from '../_model/connection';
import type { ConnectionValues } from '../_model/connection-form';

type FormControl = Control<ConnectionValues, unknown, ConnectionFields>;

type SignInFieldsProps = {
  control: FormControl;
  /** The way whose credential is stored; null for a new connection. */
  stored: SignIn | null;
};

const OPTIONS = SIGN_IN_TYPES.map((value) => ({ value, label: SIGN_INS[value] }));
const PLACES = [
  { value: 'header', label: 'In the header' },
  { value: 'body', label: 'In the body' },
] as const;

/** The way of signing in, and the fields of that way. */
export function SignInFields({ control, stored }: SignInFieldsProps) {
  const type = useWatch({ control, name: 'auth.type' });
  return (
    <>
      <FormField control={control} name="auth.type" label="Sign-in">
        {({ onChange, ref: _, ...field }) => (
          <Select {...field} onValueChange={onChange} options={OPTIONS} className="w-full" />
        )}
      </FormField>
      <Fields type={type} control={control} isStored={stored === type} />
    </>
  );
}

type FieldsProps = { type: SignIn; control: FormControl; isStored: boolean };

function Fields({ type, control, isStored }: FieldsProps) {
  switch (type) {
    case 'none':
      return null;
    case 'bearer':
      return <Credential control={control} name="auth.token" label="Token" isStored={isStored} />;
    case 'basic':
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <Text control={control} name="auth.username" label="User name" />
          <Credential control={control} name="auth.password" label="Password" isStored={isStored} />
        </div>
      );
    case 'header':
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <Text control={control} name="auth.header" label="Header" placeholder="X-Api-Key" />
          <Credential control={control} name="auth.value" label="Value" isStored={isStored} />
        </div>
      );
    case 'oauth2_client_credentials':
      return (
        <>
          <Text
            control={control}
            name="auth.tokenUrl"
            label="Token URL"
            placeholder="https://id.example.com/oauth/token"
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <Text control={control} name="auth.clientId" label="Client id" />
            <Credential
              control={control}
              name="auth.clientSecret"
              label="Client secret"
              isStored={isStored}
            />
            <Text control={control} name="auth.scope" label="Scope" optional />
            <FormField control={control} name="auth.credentialsIn" label="Id and secret are sent">
              {({ onChange, ref: _, ...field }) => (
                <Select {...field} onValueChange={onChange} options={PLACES} className="w-full" />
              )}
            </FormField>
          </div>
        </>
      );
  }
}

type TextName = 'auth.username' | 'auth.header' | 'auth.tokenUrl' | 'auth.clientId' | 'auth.scope';
type TextProps = {
  control: FormControl;
  name: TextName;
  label: string;
  placeholder?: string;
  optional?: boolean;
};

function Text({ control, name, label, placeholder, optional = false }: TextProps) {
  return (
    <FormField control={control} name={name} label={label} optional={optional}>
      {(field) => (
        <Input
          {...field}
          className="font-mono"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </FormField>
  );
}

type CredentialName = 'auth.token' | 'auth.password' | 'auth.value' | 'auth.clientSecret';
type CredentialProps = { control: FormControl; name: CredentialName; label: string; isStored: boolean };

function Credential({ control, name, label, isStored }: CredentialProps) {
  const hint = isStored
    ? 'Empty: the stored one is kept.'
    : 'At least 8 characters. Stored encrypted and never shown again.';
  return (
    <FormField control={control} name={name} label={label} hint={hint}>
      {(field) => <PasswordInput {...field} className="font-mono" autoComplete="new-password" />}
    </FormField>
  );
}
