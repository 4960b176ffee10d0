/** The names of security events; other actions are named by their thing and verb. */
const WORDS: Readonly<Record<string, string>> = {
  'sign-in.succeeded': 'Signed in',
  'sign-in.failed': 'Sign-in failed',
  'sign-in.locked': 'Sign-in locked after too many attempts',
  'sign-in.provider-refused': 'Sign-in through the identity provider refused',
  'sign-in.ended': 'Signed out',
  'sign-in.all-ended': 'Signed out everywhere',
  'sign-in.refreshed': 'Identity confirmed again',
  'sign-in.refresh-failed': 'Confirmation of identity failed',
  'password.changed': 'Password changed',
  'password.reset-requested': 'Password reset requested',
  'password.reset': 'Password reset',
  'factor.added': 'Second factor added',
  'factor.removed': 'Second factor removed',
  'factor.failed': 'Wrong second-factor code',
  'factor.code-reused': 'Second-factor code entered again',
  'factor.recovery-codes-made': 'Recovery codes created',
  'factor.recovery-code-used': 'Recovery code used',
  'account.created': 'Account created',
  'account.verified': 'Email address verified',
  'account.credentials-ended': 'Unverified password and sign-ins ended',
  'account.provider-linked': 'Identity provider linked',
  'scope.refused': 'Refused: permission missing',
  'upload.refused': 'Upload refused',
};

const FIELDS: Readonly<Record<string, string>> = {
  scope: 'Permission',
  api: 'API',
  method: 'Method',
  path: 'Path',
  timesThisHour: 'Times this hour',
};

/** The name of a security event; null for any other action. */
export function securityWords(action: string): string | null {
  return Object.hasOwn(WORDS, action) ? (WORDS[action] ?? null) : null;
}

/** The label of a fact of a security event. */
export function fieldLabel(name: string): string {
  return Object.hasOwn(FIELDS, name) ? (FIELDS[name] ?? name) : name;
}
