/** Every security event, and whether it allows something or refuses it. */
export const SECURITY_ACTIONS = {
  'sign-in.succeeded': 'allowed',
  'sign-in.failed': 'refused',
  'sign-in.locked': 'refused',
  'sign-in.provider-refused': 'refused',
  'sign-in.ended': 'allowed',
  'sign-in.all-ended': 'allowed',
  'sign-in.refreshed': 'allowed',
  'sign-in.refresh-failed': 'refused',
  'password.changed': 'allowed',
  'password.reset-requested': 'allowed',
  'password.reset': 'allowed',
  'factor.added': 'allowed',
  'factor.removed': 'allowed',
  'factor.failed': 'refused',
  'factor.code-reused': 'refused',
  'factor.recovery-codes-made': 'allowed',
  'factor.recovery-code-used': 'allowed',
  'account.created': 'allowed',
  'account.verified': 'allowed',
  'account.credentials-ended': 'allowed',
  'account.provider-linked': 'allowed',
  'scope.refused': 'refused',
  'upload.refused': 'refused',
  'api-key.created': 'allowed',
  'api-key.rotated': 'allowed',
  'api-key.revoked': 'allowed',
  'member.joined': 'allowed',
  'member.changed': 'allowed',
  'member.removed': 'allowed',
  'invitation.created': 'allowed',
  'invitation.revoked': 'allowed',
  'organization.created': 'allowed',
  'organization.changed': 'allowed',
  'channel.secret-rotated': 'allowed',
  'channel.public-key-rotated': 'allowed',
  'connection.set': 'allowed',
  'connection.removed': 'allowed',
  'secret.set': 'allowed',
  'secret.removed': 'allowed',
} as const satisfies Record<`${string}.${string}`, 'allowed' | 'refused'>;

export type SecurityAction = keyof typeof SECURITY_ACTIONS;

/** Whether an action of the audit log is a security event. */
export function isSecurityAction(action: string): action is SecurityAction {
  return Object.hasOwn(SECURITY_ACTIONS, action);
}
