'use client';
import { ShownOnce } from '@/app/_features/secret/shown-once';
import { CodeBlock } from '@/app/_ui/value/code-block';

type WebhookSecretShownProps = { title: string; secret: string; onDone: () => void };

/** Shows a signing secret, once, and how a receiver verifies with it. */
export function WebhookSecretShown({ title, secret, onDone }: WebhookSecretShownProps) {
  return (
    <ShownOnce
      title={title}
      description="Its webhooks are signed with this secret."
      warning="Copy the signing secret now. It cannot be shown again."
      text={secret}
      label="signing secret"
      onDone={onDone}
      className="max-w-xl"
    >
      <CodeBlock label="How a receiver verifies a webhook, in JavaScript" code={VERIFY} />
    </ShownOnce>
  );
}

const VERIFY = `import { Webhook } from 'standardwebhooks';

// headers: webhook-id, webhook-timestamp, webhook-signature; body: the bytes as they came
const event = new Webhook(process.env.WEBHOOK_SECRET).verify(body, headers);`;
