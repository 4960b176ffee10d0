'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryState } from 'nuqs';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { paths } from '@/app/_lib/paths';
import { useOrigin } from '@/app/_lib/use-origin';
import { useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { Tabs, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { LANGUAGES, type Language, renderRequest } from '../_model/render-request';
import { listSamples } from '../_model/sample-requests';

/** Sample requests filled with this channel's values, in three languages. */
export function SampleRequests({ channel }: { channel: Channel }) {
  const trpc = useTRPC();
  const origin = useOrigin();
  const { organization } = useViewer();
  const intents = useQuery(trpc.channel.listIntents.queryOptions());
  const [asked, setLanguage] = useQueryState('language');
  const language: Language = LANGUAGES.find(({ value }) => value === asked)?.value ?? 'curl';
  const intent = intents.data?.[0]?.trigger.name ?? 'INTENT';
  const samples = listSamples(channel, { origin, orgId: organization.id, intent });
  return (
    <div className="max-w-4xl space-y-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Tabs value={language} onValueChange={setLanguage}>
          <TabsList aria-label="Language">
            {LANGUAGES.map(({ value, label }) => (
              <TabsTrigger key={value} value={value} aria-controls={undefined}>
                {label}
              </TabsTrigger>
            ))}
          </TabsList>
        </Tabs>
        <Button asChild size="sm">
          <Link
            href={channel.kind === 'flowrest' ? paths.channel(channel.id, { tab: 'keys' }) : paths.apiKeys()}
          >
            Get an API key
          </Link>
        </Button>
      </div>
      {samples.map((sample) => (
        <Card key={sample.title}>
          <CardHeader title={sample.title} description={sample.about} />
          <CardBody>
            <CodeBlock
              label={`${sample.method}, ${LANGUAGES.find(({ value }) => value === language)?.label ?? ''}`}
              code={renderRequest(sample, language)}
            />
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
