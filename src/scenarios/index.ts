/** The scenarios ring: YAML text to valid scenarios, expectations judged, catalogue, schema. */
export { findScenario, listScenarios, searchScenarios } from './catalogue.js';
export { isolateScenario, sliceScenario } from './slice.js';
export type { CatalogueEntry, FindResult } from './catalogue.js';
export { canonicalJson, digestScenario, replayToken } from './digest.js';
export { judgeExpectations, overallVerdict } from './expectations.js';
export type { Check, Expectation, JudgedExpectation } from './expectations.js';
export type { Issue, Warning } from './issue.js';
export { metrics } from './metrics.js';
export type { Metric, MetricUnit } from './metrics.js';
export type { Override } from './overrides.js';
export { parseScenarios, parseScenarios as loadScenarios } from './parse.js';
export type { LoadedScenario, ParseOptions, ParseResult } from './parse.js';
export { scenarioJsonSchema } from './schema.js';
export { starterDocument } from './starter.js';
export { didYouMean } from './suggestion.js';
