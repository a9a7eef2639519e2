/**
 * The observed-remove set by its definition, from a trace: who was told of which operation, and nothing
 * of states, deltas or contexts.
 *
 * An operation on an element is outdated for those who were told of another one on the same element whose
 * author knew of it. An element is in the set when some add of it is not outdated.
 */
import type { ToldHistory, ToldWrite } from '../support/told-history.js';

/** An operation on one element. */
interface ElementWrite extends ToldWrite {
  readonly isAdd: boolean;
  readonly element: string;
  /** Operations on the element that its author was told of, or that one of those knew. */
  readonly known: ReadonlySet<number>;
  /** What its author's value reflected of the element. */
  readonly parents: readonly number[];
}

/** The definition, applied to a trace. */
export class NaiveOrSet {
  private readonly writes = new Map<number, ElementWrite>();

  constructor({ writes }: ToldHistory) {
    for (const write of writes.values()) {
      const [verb, element = ''] = (write.value ?? '').split(' ');
      const told = this.onElement(write.told, write.key, element);
      const known = new Set(told.flatMap((other) => [other.id, ...other.known]));
      const parents = this.support(told).map(({ id }) => id);
      this.writes.set(write.id, { ...write, isAdd: verb === 'add', element, known, parents });
    }
  }

  /** The elements that somebody sees who was told of these. */
  read(told: ReadonlySet<number>, key: string): readonly string[] {
    return this.elements(key).filter((element) =>
      this.support(this.onElement(told, key, element)).some(({ isAdd }) => isAdd),
    );
  }

  /** All operations that are reflected where these were told of. */
  reflected(told: ReadonlySet<number>, key: string): ReadonlySet<number> {
    const reflected = new Set<number>();
    for (const element of this.elements(key)) {
      const open = this.support(this.onElement(told, key, element)).map(({ id }) => id);
      for (const id of open) {
        reflected.add(id);
        open.push(...(this.writes.get(id)?.parents ?? []).filter((each) => !reflected.has(each)));
      }
    }
    return reflected;
  }

  private support(told: readonly ElementWrite[]): readonly ElementWrite[] {
    const latest = told.filter(({ id }) => !told.some(({ known }) => known.has(id)));
    const adds = latest.filter(({ isAdd }) => isAdd);
    return adds.length > 0 ? adds : latest;
  }

  private elements(key: string): readonly string[] {
    const ofKey = [...this.writes.values()].filter((write) => write.key === key);
    return [...new Set(ofKey.map(({ element }) => element))].sort();
  }

  private onElement(
    ids: ReadonlySet<number>,
    key: string,
    element: string,
  ): readonly ElementWrite[] {
    return [...ids].flatMap((id) => {
      const write = this.writes.get(id);
      return write?.key === key && write.element === element ? [write] : [];
    });
  }
}
