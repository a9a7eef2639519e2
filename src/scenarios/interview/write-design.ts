/** A scenario's document as the text of a file. */
import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import { isMapping } from '../schema/field.js';
import { documentVersion } from '../schema.js';

/** Widest a mapping or list is that stands on one line, in characters of its text. */
const widestFlow = 80;

/** The text of a document that holds this scenario alone, without what is expected of another design. */
export function writeDesign(name: string, settings: unknown): string {
  const kept = isMapping(settings)
    ? Object.fromEntries(Object.entries(settings).filter(([key]) => key !== 'expect' && key !== 'compare'))
    : settings;
  const document = new Document({ version: documentVersion, scenarios: { [name]: kept } });
  visit(document, {
    Collection: (_key, node, path) => {
      // The scenario itself, and what it consists of, stand line by line.
      if (path.length < 5 && !isSeq(node)) return;
      const isShort = JSON.stringify(node.toJS(document)).length <= widestFlow;
      const isInner = node.items.every((item) => isScalar(item) || !isMap(item));
      if (isShort && (isInner || path.length > 5)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 100, flowCollectionPadding: true });
}
