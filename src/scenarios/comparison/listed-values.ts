/** What stands behind `--vary`: a path, and values of it that commas separate. */
import { readDocument } from '../document.js';

/** A path and the values of its list, or one sentence about what is wrong. */
export type ListedValues =
  | { readonly ok: true; readonly path: string; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly message: string };

/**
 * Takes `path=a,b` apart. The values are items of a YAML flow list, so that commas within braces,
 * brackets and quotes do not separate.
 *
 * @param example what is expected where there is no path
 */
export function readListed(text: string, example: string): ListedValues {
  const cut = text.indexOf('=');
  if (cut < 1) return refuse(text, 'there is no path=', example);
  const path = text.slice(0, cut);
  const read = readDocument(`[${text.slice(cut + 1)}]`);
  if (!read.ok || !Array.isArray(read.document.value)) {
    return refuse(text, 'these are no values that commas separate', `${path}=first,second`);
  }
  const values: readonly unknown[] = read.document.value;
  if (values.length === 0) return refuse(text, 'there is no value', `${path}=first,second`);
  const whole = text.trimEnd();
  // YAML takes a comma at the end; here it is a value that was forgotten.
  if (whole.endsWith(',')) {
    const place = `character ${String(whole.length)}`;
    return refuse(text, `nothing follows the comma at its end (${place})`, whole.slice(0, -1).trimEnd());
  }
  return { ok: true, path, values };
}

function refuse(text: string, what: string, expected: string): ListedValues {
  return { ok: false, message: `--vary ${text}: ${what}; expected ${expected}` };
}
