/**
 * Broken: a row that is merged field by field, though its fields mean something together.
 *
 * A room is open from one hour until another. One manager opens it later, another one closes it earlier; each
 * row is right, and the row that has both changes opens the room after it has closed. Merging the row as
 * a whole, one version or the other, would make it sound.
 */
import { defineResolver } from 'quarrel';

/** A value, and who gave it when. */
interface Field {
  readonly value: number;
  readonly stamp: number;
  readonly replica: string;
}

/** What every replica holds. */
interface Hours {
  readonly from: Field;
  readonly until: Field;
}

/** Joins rows. */
export const resolver = defineResolver<Hours>({
  name: 'room-hours',
  initial: {
    from: { value: 9, stamp: 0, replica: '' },
    until: { value: 17, stamp: 0, replica: '' },
  },
  operations: [
    { kind: 'set', fields: { from: '14' } },
    { kind: 'set', fields: { until: '12' } },
  ],
  mayLose: ['set'],

  /** A change that makes no sense is refused. */
  apply(hours, operation, { stamp, replica }) {
    if (operation.kind !== 'set') throw new Error(`a row knows no ${operation.kind}`);
    const write = (field: Field, value: string | undefined): Field =>
      value === undefined ? field : { value: Number(value), stamp: Math.max(stamp, field.stamp + 1), replica };
    const { from, until } = operation.fields;
    const next = { from: write(hours.from, from), until: write(hours.until, until) };
    return isOpen(next) ? next : hours;
  },

  merge: (local, incoming) => ({
    from: pickLater(local.from, incoming.from),
    until: pickLater(local.until, incoming.until),
  }),

  valid: isOpen,

  read: ({ from, until }) => `${from.value} to ${until.value}`,
});

function isOpen({ from, until }: Hours): boolean {
  return from.value < until.value;
}

function pickLater(x: Field, y: Field): Field {
  const lead = y.stamp - x.stamp;
  return lead > 0 || (lead === 0 && y.replica > x.replica) ? y : x;
}
