import type { Metadata } from 'next';
import { getEntrance } from '@/server/auth/get-viewer';
import { ForgotPasswordForm } from './_components/forgot-password-form';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default async function ForgotPasswordPage() {
  const { sendsMail } = await getEntrance();
  return <ForgotPasswordForm sendsMail={sendsMail} />;
}
