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
.try-problems { border-left: 4px solid #c22; padding-left: 0.75rem; }
.st-drawing { width: 100%; height: auto; display: block; touch-action: pan-y; user-select: none; cursor: crosshair; }
.st-stage:focus-visible { outline: 3px solid #26c; outline-offset: 2px; }
.st-filter { border: 0; padding: 0; margin: 0.25rem 0; }
.st-filter legend { float: left; margin-right: 0.75rem; }
.st-selection { min-height: 3em; }
.st-help { font-size: 0.85em; opacity: 0.8; }
.st-lane { font-size: 13px; fill: currentColor; }
.st-time { font-size: 12px; fill: currentColor; opacity: 0.75; }
.st-line { stroke: currentColor; }
.st-tick { stroke: currentColor; opacity: 0.15; }
.st-shade { fill: currentColor; opacity: 0.25; }
.st-cut { fill: #c228; fill-opacity: 0.25; stroke: #c22; stroke-dasharray: 4 4; }
.st-arrow { stroke: currentColor; opacity: 0.25; }
.st-mark { stroke: currentColor; fill: currentColor; stroke-width: 1.5; cursor: pointer; }
.st-write { fill: #26c; stroke: #26c; }
.st-arrival { fill: Canvas; stroke: #487; }
.st-conflict { fill: #d80; stroke: #a60; }
.st-loss { stroke: #c22; stroke-width: 3; fill: none; }
.st-fault { fill: #c22; stroke: #822; }
.st-past, .st-future { stroke-width: 3; opacity: 1; }
.st-arrow.st-past { stroke: #26c; stroke-width: 2; }
.st-arrow.st-future { stroke: #d60; stroke-width: 2; stroke-dasharray: 6 3; }
.st-mark.st-past { stroke: #26c; }
.st-mark.st-future { stroke: #d60; }
.st-mark.st-itself { stroke: currentColor; stroke-width: 3; }
.st-dim { opacity: 0.18; }
@media print { .try, .st-buttons, .st-filter, .st-help { display: none; } }
`;
