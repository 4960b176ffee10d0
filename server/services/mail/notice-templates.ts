/** The content of a mail before layout. */
export type MailText = { subject: string; paragraphs: string[]; link?: { text: string; href: string } };

/** An event of a person's account that they are notified of. */
export type Notice =
  | {
      purpose:
        | 'password-changed'
        | 'factor-added'
        | 'factor-removed'
        | 'recovery-code-used'
        | 'recovery-codes-made'
        | 'code-reused'
        | 'credentials-ended';
    }
  | { purpose: 'identity-linked'; issuer: string }
  | { purpose: 'new-place'; address: string; device: string; at: Date };

/** A notice and the console's URL. */
export type NoticeContent = Notice & { baseUrl: string };

const NOT_YOU =
  'If this was not you, choose “Forgot your password?” on the sign-in page now, and tell an owner of your organization.';

/** The template of every notice. */
export const NOTICE_TEMPLATES: {
  [P in Notice['purpose']]: (content: Extract<NoticeContent, { purpose: P }>) => MailText;
} = {
  'password-changed': ({ baseUrl }) => ({
    subject: 'Your password was changed',
    paragraphs: [`The password of your account at ${baseUrl} was changed, and every sign-in ended.`, NOT_YOU],
  }),
  'factor-added': ({ baseUrl }) => ({
    subject: 'Two-step sign-in is on',
    paragraphs: [
      `Your account at ${baseUrl} now asks for a code from your authenticator app at every sign-in with a password.`,
      NOT_YOU,
    ],
  }),
  'factor-removed': ({ baseUrl }) => ({
    subject: 'Two-step sign-in is off',
    paragraphs: [`Your account at ${baseUrl} no longer asks for a code from an authenticator app.`, NOT_YOU],
  }),
  'recovery-code-used': ({ baseUrl }) => ({
    subject: 'A recovery code was used',
    paragraphs: [
      `A recovery code of your account at ${baseUrl} was used instead of a code from your authenticator app. It does not work again.`,
      NOT_YOU,
    ],
  }),
  'recovery-codes-made': ({ baseUrl }) => ({
    subject: 'Your recovery codes were replaced',
    paragraphs: [
      `Your account at ${baseUrl} has new recovery codes. The earlier ones no longer work.`,
      NOT_YOU,
    ],
  }),
  'code-reused': ({ baseUrl }) => ({
    subject: 'A code was entered a second time',
    paragraphs: [
      `Somebody entered a code from your authenticator app at ${baseUrl} that was already used, or that is older than the last one used. The code was refused.`,
      'If you entered it, you need to do nothing. If you did not, somebody may have seen your code and may know your password: choose “Forgot your password?” on the sign-in page now, and tell an owner of your organization.',
    ],
  }),
  'identity-linked': ({ baseUrl, issuer }) => ({
    subject: 'Single sign-on was added to your account',
    paragraphs: [`Your account at ${baseUrl} can now be signed in to through ${issuer}.`, NOT_YOU],
  }),
  'new-place': ({ baseUrl, address, device, at }) => ({
    subject: 'New sign-in to your account',
    paragraphs: [
      `Somebody signed in to your account at ${baseUrl} from an address that was not used with your account in the last 90 days.`,
      `Address: ${address}. Device: ${device}. Time: ${toMinute(at)} UTC.`,
      'If this was you, you need to do nothing.',
      NOT_YOU,
    ],
  }),
  'credentials-ended': ({ baseUrl }) => ({
    subject: 'Your account was secured',
    paragraphs: [
      `You signed in at ${baseUrl} with an address that had not been verified before. The account's earlier password, sign-ins and authenticator app were ended, because somebody else may have made them.`,
      'You need to do nothing. To sign in with a password as well, choose “Forgot your password?” on the sign-in page.',
    ],
  }),
};

function toMinute(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}
