/** OTLP documents, read with OpenTelemetry's own protocol definitions. */
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { z } from 'zod';

const root = new protobuf.Root();
root.resolvePath = (_, target) => {
  const name = target.split('/').at(-1) ?? '';
  return fileURLToPath(new URL(`../published/opentelemetry/${name}`, import.meta.url));
};
root.loadSync('trace_service.proto');
const request = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest');

const attributeShape = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });

const spanShape = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: z.array(attributeShape),
  events: z.array(z.object({ timeUnixNano: z.string(), name: z.string(), attributes: z.array(attributeShape) })),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string(), attributes: z.array(attributeShape) })),
  status: z.object({ message: z.string().optional(), code: z.number().optional() }),
});

const documentShape = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attributeShape) }),
      scopeSpans: z.array(z.object({ scope: z.object({ name: z.string() }), spans: z.array(spanShape) })),
    }),
  ),
});

/** An `ExportTraceServiceRequest`. */
export type OtlpRequest = z.infer<typeof documentShape>;

/** A span of it. */
export type ReadSpan = z.infer<typeof spanShape>;

/** A document as it stands, and as it is after it was a binary message: what the protocol does not know is gone then. */
export interface ReadRequest {
  readonly document: unknown;
  readonly afterwards: unknown;
  readonly request: OtlpRequest;
}

/** Reads a document; throws where it is no message of the protocol. */
export function readOtlp(text: string): ReadRequest {
  const document: unknown = JSON.parse(text);
  const message = mapIds(document, hexToBase64);
  if (typeof message !== 'object' || message === null) throw new Error('no object');
  const problem = request.verify(request.toObject(request.fromObject({ ...message })));
  if (problem !== null) throw new Error(problem);
  const bytes = request.encode(request.fromObject({ ...message })).finish();
  // The JSON encoding has 64-bit numbers as strings, enumerations as numbers, and lists also where they are empty.
  const decoded = request.toObject(request.decode(bytes), { longs: String, enums: Number, bytes: String });
  const afterwards = withEmptyLists(mapIds(decoded, base64ToHex));
  return { document, afterwards, request: documentShape.parse(document) };
}

/** OTLP departs from protobuf's JSON in one point: ids are in hexadecimal. */
function mapIds(value: unknown, change: (id: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => mapIds(each, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  return Object.fromEntries(entries.map(([key, member]) => {
    const isId = /^(traceId|spanId|parentSpanId)$/.test(key);
    return [key, isId && typeof member === 'string' ? change(member) : mapIds(member, change)];
  }));
}

/** A binary message does not tell an empty list from none. */
function withEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withEmptyLists);
  if (typeof value !== 'object' || value === null) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const members = Object.fromEntries(entries.map(([key, member]) => [key, withEmptyLists(member)]));
  const isSpan = 'startTimeUnixNano' in value;
  const isEventOrLink = 'timeUnixNano' in value || ('spanId' in value && !isSpan);
  if (isSpan) return { attributes: [], events: [], links: [], ...members };
  return isEventOrLink ? { attributes: [], ...members } : members;
}

function hexToBase64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

function base64ToHex(text: string): string {
  return Buffer.from(text, 'base64').toString('hex');
}
