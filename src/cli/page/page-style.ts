/** How the parts of a page look that its program adds. */

/** A style sheet; colours are the page's own where it has any. */
export const pageStyle = `
.try { border: 1px solid currentColor; border-radius: 6px; padding: 0 1rem 0.5rem; margin: 1.5rem 0; }
.try h2 { margin-top: 0.75rem; }
.try-form { display: flex; flex-wrap: wrap; gap: 0.75rem; }
.try-form fieldset { border: 1px solid #8888; border-radius: 4px; min-width: 0; }
.try-row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 0.25rem 0; }
.try-row label { min-width: 5.5rem; }
.try-row input[type=number] { width: 6.5rem; }
.try-faults label { min-width: 0; }
.try-status { font-weight: 600; max-width: none; }
.try button, .st button { font: inherit; padding: 0.1rem 0.6rem; }
.try-command { overflow-x: auto; padding: 0.5rem; background: #8882; }
.try-problems:not(:empty) { border-left: 4px solid var(--bad, #c22); padding-left: 0.75rem; }
.st-stage { overflow-x: auto; }
.st-drawing { width: 100%; min-width: 40rem; height: auto; display: block; touch-action: pan-y;
user-select: none; cursor: crosshair; }
.st-stage:focus-visible { outline: 3px solid var(--link, #26c); outline-offset: 2px; }
.st-filter { border: 0; padding: 0; margin: 0.25rem 0; }
.st-filter legend { float: left; margin-right: 0.75rem; }
.st-selection { min-height: 3em; }
.st-help { font-size: 0.85em; color: var(--soft, inherit); }
.st-lane { font-size: 13px; fill: currentColor; }
.st-time { font-size: 12px; fill: currentColor; opacity: 0.75; }
.st-line { stroke: currentColor; }
.st-tick { stroke: currentColor; opacity: 0.15; }
.st-shade { fill: currentColor; opacity: 0.25; }
.st-cut { fill: var(--bad, #c22); fill-opacity: 0.13; stroke: var(--bad, #c22); stroke-dasharray: 4 4; }
.st-arrow { stroke: currentColor; opacity: 0.25; }
.st-mark { stroke: currentColor; fill: currentColor; stroke-width: 1.5; cursor: pointer; }
.st-write { fill: var(--tone0, #26c); stroke: var(--tone0, #26c); }
.st-arrival { fill: Canvas; stroke: var(--tone2, #487); }
.st-conflict { fill: var(--open, #d80); stroke: var(--open, #a60); }
.st-loss { stroke: var(--bad, #c22); stroke-width: 3; fill: none; }
.st-fault { fill: var(--bad, #c22); stroke: var(--paper, #822); }
.st-past, .st-future { stroke-width: 3; opacity: 1; }
.st-arrow.st-past { stroke: var(--tone0, #26c); stroke-width: 2; }
.st-arrow.st-future { stroke: var(--tone1, #d60); stroke-width: 2; stroke-dasharray: 6 3; }
.st-mark.st-past { stroke: var(--tone0, #26c); }
.st-mark.st-future { stroke: var(--tone1, #d60); }
.st-mark.st-itself { stroke: currentColor; stroke-width: 3; }
.st-dim { opacity: 0.18; }
@media print { .st-drawing { min-width: 0; }
  .try, .st-buttons, .st-filter, .st-help, .st-selection { display: none; } }
`;
