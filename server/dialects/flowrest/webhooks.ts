import type { WebhookRenderer } from '@/server/services/delivery/webhook-news';

/** Words the news of a turn as this dialect's webhooks. */
export const renderFlowrestWebhooks: WebhookRenderer = () => [];
