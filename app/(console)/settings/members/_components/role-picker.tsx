'use client';
import { useViewer } from '@/app/_lib/viewer';
import { FieldGroup } from '@/app/_ui/form/field';
import { listGrantable, type Role } from './roles';

type RolePickerProps = { role: Role; onChange: (role: Role) => void; error: string | null };

/** The roles that the viewer may give, each with a description. */
export function RolePicker({ role, onChange, error }: RolePickerProps) {
  const { role: mine } = useViewer();
  return (
    <FieldGroup label="Role" error={error}>
      <div className="divide-y rounded-md border">
        {listGrantable(mine).map(({ value, label, does }) => (
          <label
            key={value}
            className="flex cursor-pointer items-start gap-2.5 px-3 py-2 text-sm hover:bg-subtle"
          >
            <input
              type="radio"
              name="role"
              value={value}
              checked={value === role}
              onChange={() => onChange(value)}
              className="mt-1 size-3.5 accent-ink"
            />
            <span>
              <span className="font-medium">{label}</span>
              <span className="block text-ink-2 text-xs">{does}</span>
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
