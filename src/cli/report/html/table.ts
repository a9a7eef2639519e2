/** Tables and other parts of a page that every section uses. */
import { markup } from './markup.js';
import type { Content, Markup } from './markup.js';

/** A table: each row begins with what it is about. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
}

/** A column; figures stand at its right. */
export interface Column {
  readonly title: string;
  readonly isFigure?: true;
}

/** With a caption, headings of columns and rows, and room to scroll where it is wider than the page. */
export function renderTable({ caption, columns, rows }: Table): Markup {
  const heads = columns.map(({ title, isFigure }) => {
    return isFigure === true
      ? markup`<th scope="col" class="figure">${title}</th>`
      : markup`<th scope="col">${title}</th>`;
  });
  return scrollable(
    caption,
    markup`<table><caption>${caption}</caption><thead><tr>${heads}</tr></thead>
<tbody>${rows.map((row) => rowOf(row, columns))}</tbody></table>`,
  );
}

/** An area that scrolls sideways, by keyboard too. */
export function scrollable(name: string, content: Markup): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${name}">${content}</div>`;
}

/** A part of the report that nothing else contains, with its heading. */
export function section(id: string, title: string, content: Content): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>
`;
}

/** Something long that a person unfolds; paper shows it unfolded. */
export function folded(summary: Content, content: Content): Markup {
  return markup`<details><summary>${summary}</summary>
${content}
</details>
`;
}

function rowOf(row: readonly Content[], columns: readonly Column[]): Markup {
  const cells = row.map((cell, index) => {
    if (index === 0) return markup`<th scope="row">${cell}</th>`;
    return columns[index]?.isFigure === true
      ? markup`<td class="figure">${cell}</td>`
      : markup`<td>${cell}</td>`;
  });
  return markup`<tr>${cells}</tr>
`;
}
