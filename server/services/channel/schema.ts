import { z } from 'zod';
import type { FieldIssue } from '@/server/shared/errors';
import { isStorable } from '@/server/shared/json';
import { requiredText } from '../text-schema';
import type { ChannelKind } from './channel-facts';

const MAX_URL_LENGTH = 2_048;

const webhookUrl = z
  .string()
  .trim()
  .max(MAX_URL_LENGTH, `must have at most ${MAX_URL_LENGTH} characters`)
  .refine(isHttpUrl, 'must be a URL that begins with http:// or https://');

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && isStorable(text);
}

/** The fields of a channel that callers can set, for all kinds. */
export const channelSchema = z.object({
  name: requiredText(255).optional(),
  enabled: z.boolean().optional(),
  flowId: z.string().nullish(),
  roomId: z.string().nullish(),
  label: requiredText(64).nullish(),
  environment: z.string().optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  webhookUrl: webhookUrl.nullish(),
  webhookSchedule: z.enum(['vendor', 'long']).optional(),
  maxRetryCount: z.number().int('must be a whole number').min(0).max(20).optional(),
});

/** Missing fields keep their value, or get the default in a new channel. */
export type ChannelFields = z.input<typeof channelSchema>;
export type CheckedFields = z.output<typeof channelSchema>;

type OwnField = 'flowId' | 'roomId' | 'label';

/** The fields that one kind of channel requires and the others refuse. */
const OWN_FIELDS: Readonly<Record<ChannelKind, readonly OwnField[]>> = {
  chat: [],
  flowrest: ['flowId'],
  umi: ['roomId', 'label'],
};
const ALL_OWN: readonly OwnField[] = ['flowId', 'roomId', 'label'];

/** Lists the missing and the superfluous fields for a kind of channel; `isNew` makes fields required. */
export function findKindIssues(kind: ChannelKind, fields: ChannelFields, isNew: boolean): FieldIssue[] {
  return ALL_OWN.flatMap((field): FieldIssue[] => {
    const value = fields[field];
    if (!OWN_FIELDS[kind].includes(field)) {
      return value == null
        ? []
        : [{ path: [field], message: `channels of the kind ${kind} do not have this field` }];
    }
    if (value === undefined && isNew) return [{ path: [field], message: 'is required', missing: true }];
    return value === null ? [{ path: [field], message: 'must not be null' }] : [];
  });
}
