import type { Metadata } from 'next';
import { getSignInOptions } from '@/server/auth/get-viewer';
import { ForgotPasswordForm } from './_components/forgot-password-form';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default async function ForgotPasswordPage() {
  const { sendsMail } = await getSignInOptions();
  return <ForgotPasswordForm sendsMail={sendsMail} />;
}
