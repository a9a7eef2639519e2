/** How an expectation names what a key holds in the end: `final.<key>`, `final.<key>.conflicts`. */

/** Begins the name of an expectation of what a key holds in the end. */
export const finalPrefix = 'final.';

const conflictsSuffix = '.conflicts';

/** The key whose conflicts a name speaks of: `doc` of `doc.conflicts`; null when it speaks of none. */
export function conflictsOf(name: string): string | null {
  return name.endsWith(conflictsSuffix) ? name.slice(0, -conflictsSuffix.length) : null;
}
