/** Text libraries side by side: one document of 10,000 edits, typed by one author and followed by another. */
import * as Automerge from '@automerge/automerge';
import * as Y from 'yjs';
import { textSequence } from '../dist/sim/resolution/crdt/text-sequence.js';
import { compare, median } from './measure.js';

const edits = 10_000;
/** Edits a message. One by one Automerge needs some 4 ms for each. */
const batch = 100;

/** Times and bytes of each library; every one must come to the same text. */
export function benchText(rounds) {
  const script = writeScript();
  const results = compare(rounds, {
    Yjs: () => measure(yjs(), script),
    Automerge: () => measure(automerge(), script),
    'text-sequence (Yjs, as states)': () => measure(sequence(), script),
  });
  const texts = new Set(Object.values(results).flatMap((each) => each.map(({ text }) => text)));
  if (texts.size !== 1) throw new Error('the libraries disagree about the text');
  return Object.entries(results).map(([library, each]) => ({
    library,
    'typing (ms)': Math.round(median(each.map(({ typeMs }) => typeMs))),
    'merging, 100 a message (ms)': Math.round(median(each.map(({ mergeMs }) => mergeMs))),
    'loading the whole (ms)': Math.round(median(each.map(({ loadMs }) => loadMs))),
    'bytes an edit': Math.round(median(each.map(({ deltaBytes }) => deltaBytes)) / edits),
    'bytes of the document': median(each.map(({ bytes }) => bytes)),
    'characters': each[0].text.length,
    'same bytes every time': new Set(each.map(({ hash }) => hash)).size === 1,
  }));
}

function measure(library, script) {
  const began = performance.now();
  const deltas = script.map((edit) => library.type(edit));
  const typed = performance.now();
  for (let from = 0; from < edits; from += batch) library.take(deltas.slice(from, from + batch));
  const merged = performance.now();
  const whole = library.save();
  const saved = performance.now();
  const text = library.load(whole);
  const loadMs = performance.now() - saved;
  if (text !== library.read()) throw new Error('what was merged is not what was saved');
  return {
    text,
    typeMs: typed - began,
    mergeMs: merged - typed,
    loadMs,
    deltaBytes: deltas.reduce((sum, delta) => sum + library.sizeOf(delta), 0),
    bytes: whole.length,
    hash: Buffer.from(whole).toString('base64'),
  };
}

/** Bursts of typing at places that jump, and an erase of up to five characters every fifth time. */
function writeScript() {
  let seed = 1;
  const draw = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  let length = 0;
  let at = 0;
  return Array.from({ length: edits }, () => {
    if (draw(10) === 0) at = draw(length + 1);
    if (draw(5) === 0 && length > at) {
      const erased = Math.min(1 + draw(5), length - at);
      length -= erased;
      return { at, erased, text: '' };
    }
    const text = String.fromCharCode(97 + draw(26));
    const edit = { at, erased: 0, text };
    at++;
    length++;
    return edit;
  });
}

function yjs() {
  const [author, reader] = [new Y.Doc(), new Y.Doc()];
  author.clientID = 1;
  reader.clientID = 2;
  let made;
  author.on('update', (update) => { made = update; });
  return {
    type({ at, erased, text }) {
      if (erased > 0) author.getText().delete(at, erased);
      else author.getText().insert(at, text);
      return made;
    },
    take: (deltas) => deltas.forEach((delta) => Y.applyUpdate(reader, delta)),
    read: () => reader.getText().toJSON(),
    save: () => Y.encodeStateAsUpdate(author),
    load(bytes) {
      const loaded = new Y.Doc();
      Y.applyUpdate(loaded, bytes);
      return loaded.getText().toJSON();
    },
    sizeOf: (delta) => delta.length,
  };
}

function automerge() {
  const begun = Automerge.change(Automerge.init({ actor: '00' }), { time: 0 }, (doc) => { doc.text = ''; });
  let author = Automerge.clone(begun, { actor: '01' });
  let reader = Automerge.clone(begun, { actor: '02' });
  return {
    type({ at, erased, text }) {
      author = Automerge.change(author, { time: 0 }, (doc) => Automerge.splice(doc, ['text'], at, erased, text));
      return Automerge.getLastLocalChange(author);
    },
    take(deltas) { [reader] = Automerge.applyChanges(reader, deltas); },
    read: () => reader.text,
    save: () => Automerge.save(author),
    load: (bytes) => Automerge.load(bytes).text,
    sizeOf: (delta) => delta.length,
  };
}

function sequence() {
  let [author, reader] = [textSequence.initial, textSequence.initial];
  let op = 0;
  return {
    type({ at, erased, text }) {
      const operation = erased > 0 ? { kind: 'erase', at, length: erased } : { kind: 'insert', at, text };
      const delta = textSequence.prepare(author, operation, { op, author: 0, previous: op - 1, stamp: 0, leader: 0 });
      op++;
      author = textSequence.merge(author, delta);
      return delta;
    },
    take(deltas) { for (const delta of deltas) reader = textSequence.merge(reader, delta); },
    read: () => textSequence.read(reader)[0],
    save: () => Buffer.concat(author.edits.map(({ update }) => update)),
    load: () => textSequence.read(structuredClone(author))[0],
    sizeOf: (delta) => delta.edits[0].update.length,
  };
}
