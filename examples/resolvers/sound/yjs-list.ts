/**
 * A shopping list in a Yjs document: `npm install yjs`.
 *
 * The state is the document as one update, as text. A document made of it is given the accepting replica's
 * client id and ends with the call: nothing is kept between calls, and Yjs draws no id of its own.
 *
 * One document can be encoded in more than one way (what came in pieces may stay in pieces), so states
 * are compared by what they mean: what was inserted, and what was deleted of it.
 */
import { defineResolver } from 'quarrel';
import * as Y from 'yjs';

/** Joins lists. */
export const resolver = defineResolver<string>({
  name: 'yjs-list',
  initial: encode(new Y.Doc({ guid: 'list' })),

  apply(state, operation, { replica }) {
    const document = decode(state);
    document.clientID = idOf(replica);
    const items = document.getArray<string>('items');
    switch (operation.kind) {
      case 'add':
        items.push([operation.element]);
        break;
      case 'remove':
        for (let at = items.length - 1; at >= 0; at--) {
          if (items.get(at) === operation.element) items.delete(at);
        }
        break;
      default:
        throw new Error(`a list knows no ${operation.kind}`);
    }
    return encode(document);
  },

  merge: (local, incoming) => encode(decode(local, incoming)),

  equals: (x, y) => Y.equalSnapshots(Y.snapshot(decode(x)), Y.snapshot(decode(y))),

  read: (state) => decode(state).getArray<string>('items').toArray(),
});

function decode(...updates: readonly string[]): Y.Doc {
  const document = new Y.Doc({ guid: 'list' });
  for (const update of updates) Y.applyUpdate(document, Uint8Array.from(atob(update), codeOf));
  return document;
}

function encode(document: Y.Doc): string {
  return btoa(String.fromCharCode(...Y.encodeStateAsUpdate(document)));
}

/** A replica's client id: the letters of its name as the digits of a number of 32 bits. */
function idOf(replica: string): number {
  return [...replica].reduce((id, letter) => (id * 31 + codeOf(letter)) >>> 0, 0);
}

function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}
