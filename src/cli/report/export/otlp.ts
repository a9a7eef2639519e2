/**
 * A trace as OpenTelemetry collectors take it: one `ExportTraceServiceRequest` in JSON, a trace a write.
 *
 * The root span is the client's request; below it the replica that served it, each batch that carried the write, and
 * each replica that took it in. A service is a replica. Simulated time counts from the Unix epoch: the run begins with
 * 1970. Ids are hashes of the seed and the write, so the same run gives the same bytes.
 */
import type { LostWrite } from '../../../sim/record/trace.js';
import { fateOf } from '../../../sim/simulate.js';
import { formatCount } from '../format.js';
import { mostKeptEvents, tooManyEvents } from './export.js';
import type { EndedRun, TraceExport, TraceSubject, WriteText } from './export.js';
import { attributesOf, statusError } from './otlp-document.js';
import type { OtlpSpan, OtlpStatus } from './otlp-document.js';
import { WriteSpans } from './write-spans.js';
import type { SpanAtReplica } from './write-spans.js';

/** Keeps all spans until the run is over, for only then are fates known. */
export function exportOtlp(write: WriteText, subject: TraceSubject): TraceExport {
  const spans = new WriteSpans(subject);
  let heard = 0;
  return {
    hear: (event) => {
      heard += 1;
      if (heard <= mostKeptEvents) spans.hear(event);
    },
    end: (ended) => {
      if (heard > mostKeptEvents) return tooManyEvents('otlp', formatCount(mostKeptEvents));
      writeDocument(write, { subject, spans: fated(spans.spans, ended), ended });
      return null;
    },
  };
}

interface OtlpDocument {
  readonly subject: TraceSubject;
  readonly spans: Iterable<SpanAtReplica>;
  readonly ended: EndedRun;
}

/** Span by span, for the whole may be longer than a string can be. */
function writeDocument(write: WriteText, { subject, spans, ended }: OtlpDocument): void {
  const byReplica = new Map<string, OtlpSpan[]>(subject.replicas.map((replica) => [replica, []]));
  for (const { replica, span } of spans) {
    const of = byReplica.get(replica);
    if (of === undefined) byReplica.set(replica, [span]);
    else of.push(span);
  }
  write('{"resourceSpans":[');
  let before = '';
  for (const [replica, of] of byReplica) {
    if (of.length === 0) continue;
    const resource = { attributes: attributesOf({
      'service.name': replica,
      'service.namespace': subject.scenario,
      'quarrel.seed': subject.seed,
      'quarrel.fingerprint': ended.run.report.fingerprint,
    }) };
    write(`${before}\n{"resource":${JSON.stringify(resource)},"scopeSpans":[{"scope":{"name":"quarrel"},"spans":[`);
    for (const [place, span] of of.entries()) write(`${place === 0 ? '' : ','}\n${JSON.stringify(span)}`);
    write('\n]}]}');
    before = ',';
  }
  write('\n]}\n');
}

/** Root spans with what became of their writes. */
function* fated(spans: Iterable<SpanAtReplica>, { run }: EndedRun): Iterable<SpanAtReplica> {
  const losses = new Map(run.lostWrites.map((lost) => [lost.write, lost]));
  for (const each of spans) {
    if (each.span.parentSpanId !== undefined) {
      yield each;
      continue;
    }
    const lost = losses.get(each.write);
    const told = attributesOf({
      'quarrel.fate': fateOf(run, each.write),
      'quarrel.loss.cause': lost?.cause,
      'quarrel.loss.everywhere': lost?.everywhere,
    });
    const status = lost === undefined ? each.span.status : lossStatus(lost);
    yield { ...each, span: { ...each.span, attributes: [...each.span.attributes, ...told], status } };
  }
}

function lossStatus({ cause, everywhere }: LostWrite): OtlpStatus {
  return { message: `lost ${everywhere ? 'everywhere' : 'at some replicas'}: ${cause}`, code: statusError };
}
