import { z } from '@hono/zod-openapi';
import type { Json } from '@/server/shared/json';
import { orgId, usedIn } from './base';

const name = z.string().openapi({
  description:
    'Name of the configuration value: up to 64 letters, digits and _, beginning with a letter or _',
  example: 'SERVICE_LIMIT',
});
// A missing value is refused by the service.
const anything = z.unknown() as unknown as z.ZodType<Json>;
const value = anything.openapi({ description: 'The value: any JSON', example: 25 });

export const configPath = z.object({ orgId, configName: name });
export const configQuery = z.object({
  environment: z
    .string()
    .optional()
    .describe('Name of an environment; default: production, which has the value of the organization'),
});
export const setConfigBody = z.strictObject({ value }).openapi('SetConfigValue', { required: ['value'] });
export const configSet = z.object({ name, value }).openapi('ConfigValueSet');
const overrides = z
  .array(z.object({ environment: z.string().describe('Name of the environment'), value }))
  .describe('The values that environments have in place of it');
const configValue = z.object({ name, value, overrides, usedIn }).openapi('ConfigValue');
export const configList = z
  .object({ items: z.array(configValue).describe('All configuration values, by name') })
  .openapi('ConfigValues');
