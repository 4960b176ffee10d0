import { signChatWebhook } from '@/server/dialects/chat/sign-webhook';
import { renderChatWebhooks } from '@/server/dialects/chat/webhooks';
import { signFlowrestWebhook } from '@/server/dialects/flowrest/outbound/sign-webhook';
import { renderFlowrestWebhooks } from '@/server/dialects/flowrest/outbound/webhooks';
import { renderUmiWebhooks } from '@/server/dialects/umi/webhooks';
import type { WebhookRenderers } from '@/server/services/delivery/rendering/webhook-renderer';
import type { WebhookSigners } from '@/server/services/delivery/sending/webhook-signer';

/** The webhook renderer of each kind of channel. */
export const RENDERERS: WebhookRenderers = {
  chat: renderChatWebhooks,
  flowrest: renderFlowrestWebhooks,
  umi: renderUmiWebhooks,
};

/** The webhook signer of each kind of channel. */
export const SIGNERS: WebhookSigners = {
  chat: signChatWebhook,
  flowrest: signFlowrestWebhook,
  // The umi API has no signatures.
  umi: () => ({}),
};
