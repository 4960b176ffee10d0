import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Form, type FormProps } from '@/app/_ui/form/form';

type AuthHeadingProps = { title: string; children: ReactNode };

/** The title of a page before the gate, and a sentence about it. */
export function AuthHeading({ title, children }: AuthHeadingProps) {
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{title}</h1>
      <p className="mt-0.5 mb-6 text-ink-2 [overflow-wrap:anywhere]">{children}</p>
    </>
  );
}

type AuthFormProps = Omit<FormProps, 'layout' | 'label' | 'secondary'> & {
  title: string;
  /** One sentence below the title. */
  lead: ReactNode;
  /** Names the form; default: the title. */
  label?: string;
};

/** A page before the gate that asks for something. */
export function AuthForm({ title, lead, label = title, ...form }: AuthFormProps) {
  return (
    <>
      <AuthHeading title={title}>{lead}</AuthHeading>
      <Form label={label} {...form} />
    </>
  );
}

type AuthNoticeProps = {
  /** `alert` for a link that is no longer valid. */
  role: 'status' | 'alert';
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action: ReactNode;
};

/** A page before the gate that says something and leads on. */
export function AuthNotice({ role, icon: Icon, title, children, action }: AuthNoticeProps) {
  return (
    <div role={role} className="space-y-4">
      {Icon && <Icon aria-hidden className="size-6 text-ink-3" />}
      <div className="space-y-4 text-ink-2 [overflow-wrap:anywhere]">
        <h1 className="mb-1 font-semibold text-ink text-xl tracking-tight">{title}</h1>
        {children}
      </div>
      {action}
    </div>
  );
}
