/** Tells a password manager whose password a form asks for. */
export function AccountHint({ email }: { email: string }) {
  return <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />;
}
