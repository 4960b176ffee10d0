import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Certificate = NonNullable<RouterOutputs['flow']['getVersion']['certificate']>;
type Claim = Certificate['claims'][number];

const PROMISES: Readonly<Record<Claim['claim'], string>> = {
  ends: 'Every node leads to an end or a person',
  variables: 'No variable is read where nothing has set it',
  exits: 'Every exit leads somewhere on purpose',
  waits: 'No round of nodes goes on without waiting',
};

/** What was shown about a version when it was published. */
export function CertificateView({ certificate }: { certificate: Certificate | null }) {
  if (!certificate)
    return <p className="text-ink-2 text-sm">This version was published before there were certificates.</p>;
  const { claims, given, engine } = certificate;
  return (
    <div className="space-y-3 text-sm">
      <ul className="divide-y rounded-lg border" aria-label="Promises">
        {claims.map((claim) => (
          <ClaimRow key={claim.claim} claim={claim} />
        ))}
      </ul>
      <p className="text-ink-2">
        Checked on every way through the flow and the flows that it calls, by Parley {engine}.
        {given.length > 0 && ` Callers have to give ${given.join(', ')}.`}
      </p>
    </div>
  );
}

function ClaimRow({ claim: { claim, result, count, problems } }: { claim: Claim }) {
  const left = count - problems.length;
  return (
    <li className="space-y-1 px-4 py-2">
      <p className="flex items-baseline gap-2">
        <ResultIcon result={result} />
        <span>{PROMISES[claim]}</span>
      </p>
      {problems.map(({ path, message }) => (
        <p key={`${path} ${message}`} className="pl-6 text-ink-2">
          {message}
        </p>
      ))}
      {left > 0 && <p className="pl-6 text-ink-2">{`${String(left)} more.`}</p>}
      {result === 'unknown' && (
        <p className="pl-6 text-ink-2">The flow is too large or too intricate to tell.</p>
      )}
    </li>
  );
}

function ResultIcon({ result }: { result: Claim['result'] }) {
  const looks = 'size-3.5 shrink-0 translate-y-0.5';
  switch (result) {
    case 'holds':
      return <CircleCheck aria-label="Holds" className={`${looks} text-live`} />;
    case 'fails':
      return <TriangleAlert aria-label="Does not hold" className={`${looks} text-waiting`} />;
    case 'unknown':
      return <CircleHelp aria-label="Unknown" className={`${looks} text-ink-2`} />;
  }
}
