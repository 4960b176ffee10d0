import { type Receiver as Opened, openReceiver as open } from '../support/open-receiver';
/** A received webhook; only the fields that tests read are typed. */
export type Webhook = {
  event_type: 'message_created' | 'reply_suggestion_created';
  thread_id: string;
  chat_id: string;
  message?: {
    id: string;
    message: string;
    sender_id: string;
    sender_name: string;
    created_at: string;
  } & Record<string, unknown>;
  reply_suggestion?: {
    id: string;
    suggestion: string;
    message_id: string;
    created_by_user_id: string;
    relevancy_score: number | null;
  };
  messaging_channel: string;
  channel_config_id: string;
};

export type Receiver = Opened<Webhook>;

/** Opens an HTTP server that accepts every webhook. */
export const openReceiver = (): Promise<Receiver> => open<Webhook>();
