/**
 * A poll in an Automerge document: a title, which anyone may change, and a count of votes:
 * `npm install @automerge/automerge`.
 *
 * The state is what Automerge sends: the document's changes, each as text, in one order, so that equal documents
 * are equal states. Changes are made in the accepting replica's name and at time 0: the same call makes the
 * same change, with the same hash, wherever and whenever it is made.
 */
import * as Automerge from '@automerge/automerge';
import { defineResolver } from 'quarrel';

/** Changes of a document, in order of their texts. */
type Changes = readonly string[];

/** What the document has. */
interface Poll extends Record<string, unknown> {
  readonly fields: Record<string, string>;
  readonly votes: Automerge.Counter;
}

/** Every replica begins with this same document, and so with the same counter. */
const begun = Automerge.change(Automerge.init<Poll>({ actor: '00' }), { time: 0 }, (poll) => {
  Object.assign(poll, { fields: {}, votes: new Automerge.Counter() });
});

/** Joins polls. */
export const resolver = defineResolver<Changes>({
  name: 'automerge-poll',
  initial: changesOf(begun),
  operations: [
    { kind: 'set', fields: { title: 'lunch' } },
    { kind: 'set', fields: { title: 'dinner' } },
    { kind: 'increment', by: 1 },
  ],

  // Of two values that are given to a field at once one is shown, the same one everywhere.
  mayLose: ['set'],

  apply: (state, operation, { replica }) =>
    withDocument(state, hexOf(replica), (document) => {
      const next = Automerge.change(document, { time: 0 }, (poll) => {
        switch (operation.kind) {
          case 'set':
            Object.assign(poll.fields, operation.fields);
            break;
          case 'increment':
            poll.votes.increment(operation.by);
            break;
          default:
            throw new Error(`a poll knows no ${operation.kind}`);
        }
      });
      return changesOf(next);
    }),

  merge: (local, incoming) => withDocument([...local, ...incoming], nobody, changesOf),

  read: (state) =>
    withDocument(state, nobody, ({ fields, votes }) => {
      const titles = Object.keys(fields).sort().map((name) => `${name}: ${fields[name]}`);
      return [...titles, `${votes.value} votes`];
    }),
});

/** An actor that changes nothing. */
const nobody = 'ff';

/** Uses the document of some changes, then frees its memory, which is not JavaScript's. */
function withDocument<Result>(changes: Changes, actor: string, use: (document: Poll) => Result): Result {
  const [document] = Automerge.applyChanges(Automerge.init<Poll>({ actor }), changes.map(bytesOf));
  try {
    return use(document);
  } finally {
    Automerge.free(document);
  }
}

function changesOf(document: Poll): Changes {
  return Automerge.getAllChanges(document).map(textOf).sort();
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** A replica's name as Automerge wants actors to be named. */
function hexOf(name: string): string {
  return [...name].map((letter) => (letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');
}
