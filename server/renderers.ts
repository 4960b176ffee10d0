import { renderChatWebhooks } from '@/server/dialects/chat/webhooks';
import { renderFlowrestWebhooks } from '@/server/dialects/flowrest/webhooks';
import { renderUmiWebhooks } from '@/server/dialects/umi/webhooks';
import type { WebhookRenderers } from '@/server/services/delivery/webhook-news';

/** How each kind of channel words its webhooks. */
export const RENDERERS: WebhookRenderers = {
  chat: renderChatWebhooks,
  flowrest: renderFlowrestWebhooks,
  umi: renderUmiWebhooks,
};
