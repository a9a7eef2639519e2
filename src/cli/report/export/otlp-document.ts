/**
 * The parts of an OTLP document in its JSON encoding: ids in hexadecimal, 64-bit numbers as strings of digits,
 * enumerations as numbers.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 * @see opentelemetry-proto, opentelemetry/proto/trace/v1/trace.proto
 */

/** One operation at one replica. */
export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly events: readonly OtlpEvent[];
  readonly links: readonly OtlpLink[];
  readonly status: OtlpStatus;
}

/** Something that happened during a span. */
export interface OtlpEvent {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly OtlpAttribute[];
}

/** A span of another trace that has to do with this one. */
export interface OtlpLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly OtlpAttribute[];
}

/** Empty where there is nothing to say. */
export interface OtlpStatus {
  readonly message?: string;
  readonly code?: number;
}

/** A name and its value. */
export interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

/** A value of one of these kinds. */
export type OtlpValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string };

/** `Span.SpanKind`: by who asks and who answers, and whether the one waits for the other. */
export const spanKinds = { server: 2, client: 3, producer: 4, consumer: 5 } as const;

/** `Status.StatusCode.STATUS_CODE_ERROR`. */
export const statusError = 2;

/** Attributes without those that are null; numbers are whole ones. */
export function attributesOf(
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): readonly OtlpAttribute[] {
  return Object.entries(values).flatMap(([key, value]) => {
    return value === null || value === undefined ? [] : [{ key, value: valueOf(value) }];
  });
}

/** Simulated time as time since the epoch: the run begins with 1970. */
export function nanoseconds(us: number): string {
  return String(BigInt(us) * 1000n);
}

function valueOf(value: string | number | boolean): OtlpValue {
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { intValue: String(value) };
}
