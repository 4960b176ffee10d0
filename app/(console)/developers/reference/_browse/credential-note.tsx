import type { SecurityScheme } from '../_model/openapi';

/** The place and kind of the credential in a request. */
export function CredentialNote({ scheme }: { scheme: SecurityScheme }) {
  const place =
    scheme.type === 'http'
      ? 'Authorization: Bearer …'
      : scheme.in === 'header'
        ? `${scheme.name}: …`
        : `?${scheme.name}=…`;
  return (
    <p className="text-ink-2 text-sm">
      <code className="mr-2 rounded-sm bg-subtle px-1.5 py-0.5 font-mono text-ink text-xs">{place}</code>
      {scheme.description ?? 'An API key of this organization.'}
    </p>
  );
}
