import type { ResourceKind } from './errors';

/** The default name of each kind of thing in messages. */
export const RESOURCE_NAMES: Record<ResourceKind, string> = {
  organization: 'organization',
  breakpoint: 'breakpoint',
  flow: 'flow',
  version: 'flow version',
  session: 'session',
  'api key': 'API key',
  member: 'member',
  route: 'path',
  channel: 'channel',
  contact: 'contact',
  room: 'room',
  thread: 'thread',
  delivery: 'delivery',
  intent: 'intent',
  form: 'form',
  upload: 'upload',
  'model price': 'model price',
  secret: 'secret',
  replay: 'replay',
  migration: 'migration',
  invitation: 'invitation',
  'canned reply': 'canned reply',
  'sign-in': 'sign-in',
  'reset link': 'reset link',
};
