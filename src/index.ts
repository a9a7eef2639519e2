/**
 * The library: load scenarios from YAML or write them as data, run them, judge them.
 *
 * Nothing here touches files, clocks or a terminal; the same scenario and seed give the same run.
 */
export {
  judgeExpectations,
  loadScenarios,
  overallVerdict,
  scenarioJsonSchema,
} from './scenarios/index.js';
export type {
  Expectation,
  Issue,
  JudgedExpectation,
  LoadedScenario,
  ParseOptions,
  ParseResult,
  Warning,
} from './scenarios/index.js';
export { parseHistory } from './scenarios/history.js';
export type { HistoryOptions, HistoryParseResult } from './scenarios/history.js';
export { checkResolver } from './sim/check-resolver.js';
export type { CheckOptions } from './sim/check-resolver.js';
export type {
  CheckBounds,
  CheckCoverage,
  CheckedAnswer,
  CheckedProperty,
  ConductFinding,
  ConductName,
  GrowthPoint,
  HistoryWrite,
  PropertyName,
  ResolverCheck,
  SmallHistory,
  ToldCounterexample,
  ToldFault,
  ToldState,
  ToldStep,
} from './sim/resolver-check.js';
export { consistencyModels, judge } from './sim/check/judge.js';
export type {
  ConsistencyModel,
  Finding,
  Judgement,
  JudgeOptions,
  StalenessBound,
} from './sim/check/judge.js';
export type {
  History,
  HistoryOperation,
  HistoryScalar,
  HistoryValue,
  OperationName,
} from './sim/record/history.js';
export { InternalError } from './sim/base/assert.js';
export type { Distribution } from './sim/base/distribution.js';
export type {
  Held,
  HeldContext,
  InspectedStamp,
  InspectedWrite,
  KeyInspection,
  MissingCopy,
  MissingWrite,
  ReplicaInspection,
  ReplicaRole,
} from './sim/key-inspection.js';
export type {
  LinkObservation,
  Losses,
  Observation,
  PairLag,
  RegionObservation,
} from './sim/observation.js';
export type { LostWrite, TraceEvent, TraceSink } from './sim/record/trace.js';
export { lossCauses } from './sim/report.js';
export type {
  AttemptReport,
  ClientLatency,
  ConflictCounts,
  FateCounts,
  FinalValue,
  LossCause,
  OrderingCounts,
  Percentiles,
  Report,
  ReportedFault,
  ReportedFinding,
  ScriptedRead,
  SiblingCounts,
  Verdict,
  WriteCounts,
} from './sim/report.js';
export type {
  ApplyErrors,
  Backoff,
  Batching,
  BreakerSpec,
  ClientGroup,
  ClockMonitor,
  ClockSpec,
  ConflictRules,
  DetectorName,
  Fault,
  Followers,
  KeyChoice,
  Link,
  LoopFilter,
  MultiLeader,
  NemesisSpec,
  NodeCapacity,
  OutboxLimit,
  OutboxRules,
  OperationKind,
  OrderName,
  OwnResolver,
  PersonRule,
  RandomFaultKind,
  ReadRepairRule,
  Region,
  Resilience,
  ReplicatedTypeName,
  ResolverName,
  Scenario,
  ScriptedOp,
  SiblingMerge,
  TimestampKind,
  Topology,
  ValueChange,
  WriteContext,
  Workload,
} from './sim/scenario.js';
export { randomFaultKinds } from './sim/scenario.js';
export { defineResolver } from './sim/resolution/user-resolver.js';
export type {
  ApplyContext,
  JudgedDefinition,
  RegisterDefinition,
  ResolveContext,
  ResolverDefinition,
  ResolverVersion,
  TypeDefinition,
} from './sim/resolution/user-resolver.js';
export type { FindingKind, ResolverCall } from './sim/base/resolver-fault.js';
export type { Operation } from './sim/resolution/replicated-type.js';
export type { ResolverRealm } from './sim/resolution/resolver-guard.js';
export { addRandomFaults, fateOf, simulate, Simulation } from './sim/simulate.js';
export type { Checkpoint, Fate, Run, SimulateOptions } from './sim/simulate.js';
