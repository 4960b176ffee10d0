'use client';
import { ShownOnce } from '@/app/_features/secret/shown-once';
import { useViewer } from '@/app/_lib/viewer';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { toKeyCurl } from './key-curl';

type SecretShownProps = { title: string; made: RouterOutputs['apiKey']['create']; onDone: () => void };

/** Shows the secret of a new key, once, and a command that uses it. */
export function SecretShown({ title, made: { key, secret }, onDone }: SecretShownProps) {
  const { organization } = useViewer();
  return (
    <ShownOnce
      title={title}
      description={`“${key.name}” is active.`}
      warning="Copy the key now. It cannot be shown again."
      text={secret}
      label="API key"
      onDone={onDone}
      className="max-w-xl"
    >
      <CodeBlock
        label="Try it"
        code={toKeyCurl({ origin: window.location.origin, orgId: organization.id, key, secret })}
      />
    </ShownOnce>
  );
}
