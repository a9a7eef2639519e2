/** The inspector as a panel: the key that is typed, and what it stands for. */
import type { KeyInspection } from '../../../sim/key-inspection.js';
import type { PanelTitle, Size } from '../drawing/panel.js';
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';
import { showText } from '../drawing/text-width.js';
import type { Theme } from '../drawing/theme.js';
import { drawInspector } from './draw-inspector.js';
import type { KeyChoice } from './key-choice.js';

/** What the panel shows. */
export interface InspectorPanel {
  /** Null before the first write, and for a key that there is not. */
  readonly inspection: KeyInspection | null;
  readonly keyChoice: KeyChoice;
  /** How many lines of the inspector are scrolled out at its top. */
  readonly scroll: number;
}

/** The panel's title, with what is typed in it. */
export function titleForInspector({ typed, pinned }: KeyChoice): PanelTitle {
  const left = '4 Key inspector';
  if (typed !== null) return { left, right: `key: ${showText(typed)}_` };
  return { left, right: pinned === null ? 'latest  k choose' : 'chosen  k another' };
}

/** The panel's content in a space of this size. */
export function drawInspectorPanel(panel: InspectorPanel, size: Size, theme: Theme): readonly Row[] {
  const { inspection, keyChoice, scroll } = panel;
  if (keyChoice.typed === null) return drawInspector(inspection, size, theme, scroll);
  const below = { columns: size.columns, rows: size.rows - 1 };
  return [drawMatches(keyChoice), ...drawInspector(inspection, below, theme, scroll)];
}

function drawMatches({ typed, matches }: KeyChoice): Row {
  if (typed === '') return [span(' type a key; enter alone follows the latest conflict or write', 'dim')];
  const [nearest, ...others] = matches.map(showText);
  if (nearest === undefined) return [span(' no key that was written has this in its name', 'warn')];
  return [span(` ${nearest}`, 'strong'), span(others.map((name) => `  ${name}`).join(''), 'dim')];
}
