/**
 * What clients read, and what servers keep of writes that know only that: by the letter, with sets.
 */
import { hasContexts } from '../../src/sim/scenario.js';
import type { Scenario } from '../../src/sim/scenario.js';
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { NaiveArrival, NaiveWrite } from './naive-history.js';

/** What somebody saw of a key. */
export interface NaiveView {
  /** Every write that was known. */
  readonly known: ReadonlySet<number>;
  readonly held: readonly number[];
}

/** The answers that clients have. */
export class NaiveReaders {
  readonly #answers: { client: string; key: string; atUs: number; view: NaiveView }[] = [];

  /** A read was served to somebody who saw this. */
  note(event: TraceEvent & { readonly kind: 'read' }, view: NaiveView): void {
    const { client, key, answeredAtUs: atUs } = event;
    if (atUs === undefined) return;
    this.#answers.push({ client, key, atUs, view: { known: new Set(view.known), held: view.held } });
  }

  /** What the author of a write saw; `here` is what its replica holds. */
  viewOf(event: TraceEvent & { readonly kind: 'accept' }, here: NaiveView): NaiveView {
    const { context = 'held', client, key, sentAtUs } = event;
    if (context === 'held') return here;
    const nothing = { known: new Set<number>(), held: [] };
    if (context === 'none') return nothing;
    const had = this.#answers.filter(
      (one) => one.client === client && one.key === key && one.atUs <= sentAtUs,
    );
    const latest = Math.max(...had.map(({ atUs }) => atUs));
    // Of answers that came in the same instant, whoever puts siblings together means one of them.
    const last = had.filter(({ atUs }) => atUs === latest);
    const meant = last.findLast(({ view }) => view.held.join() === event.saw?.join());
    return (meant ?? last.at(-1))?.view ?? nothing;
  }
}

/** Whether writes bring contexts of their own. */
export function areContextual(scenario: Scenario): boolean {
  return hasContexts(scenario);
}

/** The versions that a replica must hold once a write has come. */
export function keepByContexts(
  { conflicts }: Scenario,
  { held, known }: NaiveArrival,
  incoming: NaiveWrite,
  writeOf: (id: number) => NaiveWrite,
): readonly number[] {
  if (known.has(incoming.id)) return held;
  if (conflicts.detect !== 'version-vector') {
    return [...held.filter((id) => !incoming.known.has(id)), incoming.id];
  }
  const object = vectorOf(known, writeOf);
  if ((object.get(authorOf(incoming)) ?? -1) >= incoming.id) return held;
  const context = vectorOf(incoming.known, writeOf);
  const isCovered = [...object].every(([author, last]) => (context.get(author) ?? -1) >= last);
  return isCovered ? [incoming.id] : [...held, incoming.id];
}

/** The last write of each author. */
function vectorOf(
  known: ReadonlySet<number>,
  writeOf: (id: number) => NaiveWrite,
): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const id of known) {
    const author = authorOf(writeOf(id));
    last.set(author, Math.max(last.get(author) ?? -1, id));
  }
  return last;
}

/** A leader in one of its lives. */
function authorOf({ replica, life }: NaiveWrite): string {
  return `${replica} ${life}`;
}
