import type { Channel, ChannelOf } from '@/app/_features/channel/channel-kinds';
import { BusinessHoursCard } from './business-hours-card';
import { DisclosureCard } from './disclosure-card';
import { GeneralCard } from './general-card';
import { IntentsCard } from './intents-card';
import { PublicKeyCard } from './public-key-card';
import { QuickQuestionsCard } from './quick-questions-card';
import { SegmentsCard } from './segments-card';
import { WidgetCard } from './widget-card';

/** All settings of a channel of its kind. */
export function SettingsPane({ channel }: { channel: Channel }) {
  return (
    <div className="max-w-3xl space-y-5">
      <GeneralCard channel={channel} />
      <DisclosureCard channel={channel} />
      {channel.kind === 'chat' && <ChatSettings channel={channel} />}
      {channel.kind === 'flowrest' && <FlowrestSettings channel={channel} />}
    </div>
  );
}

function ChatSettings({ channel }: { channel: ChannelOf<'chat'> }) {
  return (
    <>
      <PublicKeyCard channel={channel} />
      <IntentsCard channel={channel} />
      <QuickQuestionsCard channel={channel} />
      <WidgetCard channel={channel} />
    </>
  );
}

function FlowrestSettings({ channel }: { channel: ChannelOf<'flowrest'> }) {
  return (
    <>
      <BusinessHoursCard channel={channel} />
      <SegmentsCard channel={channel} />
    </>
  );
}
