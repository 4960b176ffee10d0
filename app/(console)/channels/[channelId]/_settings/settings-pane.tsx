import type { Channel } from '@/app/_features/channel/channel-kinds';
import { readChat, readFlowrest } from '../_model/read-settings';
import { BusinessHoursCard } from './business-hours-card';
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
      {channel.kind === 'chat' && <ChatSettings channel={channel} />}
      {channel.kind === 'flowrest' && <FlowrestSettings channel={channel} />}
    </div>
  );
}

function ChatSettings({ channel }: { channel: Channel }) {
  const settings = readChat(channel.settings);
  return (
    <>
      <PublicKeyCard channel={channel} settings={settings} />
      <IntentsCard channel={channel} settings={settings} />
      <QuickQuestionsCard channel={channel} settings={settings} />
      <WidgetCard channel={channel} settings={settings} />
    </>
  );
}

function FlowrestSettings({ channel }: { channel: Channel }) {
  const settings = readFlowrest(channel.settings);
  return (
    <>
      <BusinessHoursCard channel={channel} settings={settings} />
      <SegmentsCard channel={channel} settings={settings} />
    </>
  );
}
