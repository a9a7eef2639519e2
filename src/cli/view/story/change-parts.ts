/**
 * Which parts of a merged value a change is about: two changes contradict each other only where they
 * share one.
 */
import type { AcceptEvent, RunIndex } from './run-index.js';

/**
 * Whether one of two writes could undo what the other did; what replaces a whole value concerns all of
 * it.
 */
export function isOfSamePart(index: RunIndex, one: number, other: number): boolean {
  const [here, there] = [one, other].map((write) => partsOf(index.writes.get(write)?.event));
  return here === null || there === null || here.some((part) => there.includes(part));
}

/**
 * Of what a replica holds, that for which it turned a write down: what is about the same part, what is
 * concurrent first.
 */
export function findWinner(
  index: RunIndex,
  write: number,
  {
    holds,
    conflictsWith,
  }: { readonly holds: readonly number[]; readonly conflictsWith: readonly number[] },
): number | null {
  const others = holds.filter((each) => each !== write);
  const rivals = others.filter((each) => conflictsWith.includes(each));
  const isNear = (each: number) => isOfSamePart(index, write, each);
  return rivals.find(isNear) ?? others.find(isNear) ?? rivals[0] ?? others[0] ?? null;
}

/** Elements or fields; null for the whole value. */
function partsOf(event: AcceptEvent | undefined): readonly string[] | null {
  if (event?.isChange !== true || event.value === null) return null;
  const { value } = event;
  const [, element] = /^(?:add|remove) (.*)$/s.exec(value) ?? [];
  if (element !== undefined) {
    const [, field] = / (?:to|from) (.*)$/s.exec(element) ?? [];
    return field === undefined ? [element] : [element, field];
  }
  const [, fields] = /^set (.*)$/s.exec(value) ?? [];
  if (fields !== undefined) return fields.split(', ').map((field) => field.replace(/=.*$/s, ''));
  const [, counter] = /^(.*) [+-]\d+$/s.exec(value) ?? [];
  return counter === undefined ? null : [counter];
}
