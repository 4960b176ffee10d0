'use client';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { Card, CardBody } from '@/app/_ui/page/card';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { JsonView } from '@/app/_ui/value/json-view';

/** The body that is sent: as a tree, or as its exact bytes. */
export function DeliveryBody({ body }: { body: string }) {
  const parsed = parse(body);
  return (
    <Card>
      <Tabs defaultValue={parsed ? 'pretty' : 'raw'}>
        <div className="flex items-center gap-4 px-4 pt-1">
          <h2 className="font-semibold text-base">Body</h2>
          <TabsList className="border-b-0">
            {parsed && <TabsTrigger value="pretty">Pretty</TabsTrigger>}
            <TabsTrigger value="raw">Raw</TabsTrigger>
          </TabsList>
        </div>
        <CardBody className="border-t">
          {parsed && (
            <TabsContent value="pretty">
              <JsonView value={parsed.value} openDepth={4} />
            </TabsContent>
          )}
          <TabsContent value="raw">
            <CodeBlock label="Exactly as every attempt sends it" code={body} />
          </TabsContent>
        </CardBody>
      </Tabs>
    </Card>
  );
}

function parse(body: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return null;
  }
}
