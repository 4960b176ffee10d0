import type { WordKey } from '@/server/engine/locale/words/word-keys';

/**
 * The control of a value. `locals` are the names in an expression's scope beside the variables; a `localized` text may be given
 * per language, and `word` is the engine's own text that is sent if there is none.
 */
export type Control =
  | {
      type: 'template';
      localized?: true;
      word?: WordKey;
      long?: boolean;
      locals?: readonly string[];
      placeholder?: string;
    }
  /** An expression, or a `time` in words. `rows`: edited without code, as a condition or as the value of a variable. */
  | {
      type: 'expression';
      time?: true;
      rows?: 'condition' | 'value';
      locals?: readonly string[];
      placeholder?: string;
    }
  /** Plain text. `late`: taken when the field is left, for names that others refer to. */
  | { type: 'plain'; localized?: true; long?: boolean; mono?: boolean; late?: boolean; placeholder?: string }
  | { type: 'date' }
  | { type: 'number'; integer?: boolean; min?: number; max?: number; unit?: string }
  | { type: 'switch'; fallback: boolean }
  | { type: 'select'; options: readonly Option[]; fallback?: string }
  /** JSON whose texts are templates, or any JSON. */
  | { type: 'json'; templates: boolean }
  | { type: 'duration' }
  /** The slug of a flow. */
  | { type: 'flow' }
  /** The name of a connection of that kind. A choice clears the members that it replaces. */
  | { type: 'connection'; kind: 'http' | 'model'; replaces: readonly string[] }
  /** The id of a node of the flow. */
  | { type: 'node' }
  /** Named values, such as headers. */
  | { type: 'record'; noun: string; value: Control }
  /** `declared`: offers the inputs that the called flow declares. */
  | { type: 'list'; noun: string; item: Shape | Control; blank: unknown; declared?: true }
  | { type: 'shape'; shape: Shape };

export type Option = { value: string; label: string };

/** One member of an object. `blank` is the initial value of an optional one. */
export type Field = {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** Not offered while the member of this name is set, unless it has a value itself. */
  unless?: string;
  blank?: unknown;
  control: Control;
};

/** The members of an object: a fixed list, or one by the value of `type`. */
export type Shape = { fields: readonly Field[] } | Union;

export type Union = { label: string; options: readonly Variant[] };
/** One kind of a union. `blank` is its initial value without the type. */
export type Variant = Option & { fields: readonly Field[]; blank: Readonly<Record<string, unknown>> };

/** Tells a shape from a control. */
export function isShape(item: Shape | Control): item is Shape {
  return 'fields' in item || ('options' in item && 'label' in item);
}
