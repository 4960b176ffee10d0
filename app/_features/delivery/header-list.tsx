/** HTTP headers by name; states when there are none. */
export function HeaderList({ headers, label }: { headers: Readonly<Record<string, string>>; label: string }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return <p className="text-ink-2 text-sm">No headers.</p>;
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-lg border px-3 py-2 font-mono text-xs leading-5"
    >
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="break-all text-ink-2">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
