import { describe, expect, it } from 'vitest';
import { openDocumentedApps, readDocument } from '../fixtures/documented-apps';

const apps = openDocumentedApps();

describe.each([
  ['/api/public/v1', '/chat/messages'],
  ['/api/v1/engine', '/triggers/chat'],
])('the document of %s', (prefix, path) => {
  it('describes the routes, and resolves every reference', async () => {
    const documented = apps.find((one) => one.path === prefix);
    if (!documented) throw new Error(`no API at ${prefix}`);
    const document = await readDocument<{ paths: object; components: { schemas: object } }>(documented);
    expect(Object.keys(document.paths)).toContain(`${prefix}${path}`);
    const references = JSON.stringify(document).match(/(?<="\$ref":"#\/components\/schemas\/)[^"]+/g) ?? [];
    expect(references.length).toBeGreaterThan(0);
    const [message] = Object.entries(document.components.schemas).filter(([name]) => name === 'ChatMessage');
    if (message) expect(JSON.stringify(message)).toMatch(/intentName.*waitToken/);
    for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });
});
