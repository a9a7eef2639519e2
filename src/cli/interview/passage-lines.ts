/** Parts of an interview as lines of text: words before colours, nothing redrawn, in the order in which they are read aloud. */
import { assertNever } from '../../sim/base/assert.js';
import type { LineStyle } from '../learn/step-lines.js';
import { paragraphs } from '../learn/step-lines.js';
import { hanging } from '../report/explain/explanation-text.js';
import { table } from '../report/layout.js';
import type { Tone } from '../view/drawing/row.js';
import type { Part, Passage } from '../view/interview/passage.js';
import type { Paint } from '../color.js';

/** A heading and what stands under it. */
export function passageLines({ heading, parts }: Passage, style: LineStyle): readonly string[] {
  return [...hanging('', heading).map((line) => style.paint.bold(line)), ...partLines(parts, style)];
}

/** What stands under a heading. */
export function partLines(parts: readonly Part[], { paint }: LineStyle): readonly string[] {
  return parts.flatMap((part): readonly string[] => {
    switch (part.kind) {
      case 'text':
        return paragraphs(part.text).map((line) => tinted(line, part.tone, paint));
      case 'item':
        return hanging(`${part.label}  `, part.text).map((line) => tinted(line, part.tone, paint));
      case 'table':
        return table(part.rows).map((line) => `  ${line}`);
      case 'drawing':
        return part.lines;
      case 'gap':
        return [''];
      default:
        return assertNever(part);
    }
  });
}

function tinted(line: string, tone: Tone, paint: Paint): string {
  switch (tone) {
    case 'strong':
    case 'title':
      return paint.bold(line);
    case 'good':
      return paint.green(line);
    case 'bad':
      return paint.red(line);
    case 'warn':
      return paint.yellow(line);
    case 'plain':
    case 'dim':
    case 'accent':
      return line;
    default:
      return assertNever(tone);
  }
}
