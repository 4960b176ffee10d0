type RadioListProps<V extends string> = {
  name: string;
  value: V;
  onChange: (value: V) => void;
  /** `does` says in one sentence what follows from the choice. */
  options: readonly { value: V; label: string; does: string }[];
};

/** One of a few choices, below each other. Stands in a `FieldGroup`, which names it. */
export function RadioList<V extends string>({ name, value, onChange, options }: RadioListProps<V>) {
  return (
    <div className="divide-y rounded-md border">
      {options.map(({ value: own, label, does }) => (
        <label
          key={own}
          className="flex cursor-pointer items-start gap-2.5 px-3 py-2 text-sm hover:bg-subtle"
        >
          <input
            type="radio"
            name={name}
            value={own}
            checked={own === value}
            onChange={() => onChange(own)}
            className="mt-1 size-3.5 accent-ink"
          />
          <span>
            <span className="font-medium">{label}</span>
            <span className="block text-ink-2 text-xs">{does}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
