import { signChatWebhook } from '@/server/dialects/chat/sign-webhook';
import { renderChatWebhooks } from '@/server/dialects/chat/webhooks';
import { signFlowrestWebhook } from '@/server/dialects/flowrest/outbound/sign-webhook';
import { renderFlowrestWebhooks } from '@/server/dialects/flowrest/outbound/webhooks';
import { renderUmiWebhooks } from '@/server/dialects/umi/webhooks';
import type { WebhookRenderers } from '@/server/services/delivery/rendering/webhook-renderer';
import type { WebhookSigners } from '@/server/services/delivery/sending/webhook-signer';

/** How each kind of channel words its webhooks. */
export const RENDERERS: WebhookRenderers = {
  chat: renderChatWebhooks,
  flowrest: renderFlowrestWebhooks,
  umi: renderUmiWebhooks,
};

/** What each kind of channel adds to the headers of its webhooks when they are sent. */
export const SIGNERS: WebhookSigners = {
  chat: signChatWebhook,
  flowrest: signFlowrestWebhook,
  // umi's documents know no signature.
  umi: () => ({}),
};
