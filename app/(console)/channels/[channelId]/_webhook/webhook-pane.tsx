import type { Channel } from '@/app/_features/channel/channel-kinds';
import { SecretsCard } from './secrets-card';
import { TestCard } from './test-card';
import { WebhookCard } from './webhook-card';

/** The webhook of a channel: endpoint, retries, secrets, and whether it works. */
export function WebhookPane({ channel }: { channel: Channel }) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <div className="min-w-0 space-y-5">
        <WebhookCard channel={channel} />
        <SecretsCard channel={channel} />
      </div>
      <TestCard channel={channel} />
    </div>
  );
}
