'use client';
import { Download, TriangleAlert } from 'lucide-react';
import { saveFile } from '@/app/_lib/save-file';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/value/copy-button';

/** Shows recovery codes, once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const text = `${codes.join('\n')}\n`;
  return (
    <div className="space-y-4">
      <div className="flex gap-2 rounded-md border border-waiting-dot/50 bg-waiting-soft px-3 py-2 text-sm text-waiting">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        Save these codes now; they cannot be shown again. Each one signs you in once when you do not have your
        authenticator app.
      </div>
      <ul
        aria-label="Recovery codes"
        className="grid gap-x-6 gap-y-1 rounded-md border bg-canvas px-4 py-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex gap-2">
        <CopyButton text={text} label="recovery codes" wide />
        <Button onClick={() => saveFile('parley-recovery-codes.txt', 'text/plain', text)}>
          <Download aria-hidden /> Download
        </Button>
      </div>
    </div>
  );
}
