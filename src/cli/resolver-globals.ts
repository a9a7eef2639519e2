/**
 * What libraries expect of any place that runs them and the language itself does not have: texts as bytes,
 * and random bytes.
 *
 * Random bytes are a fixed sequence, and no fault by themselves: libraries draw ids that their callers then
 * replace. A result that depends on them shows, for every call is made twice and draws other ones.
 */
import { mix32 } from '../sim/base/hash.js';

/** New ones for each realm: what code does to them stays there. Its bytes are made with that realm's own type. */
export function createBytesGlobals(bytesPrototype: object): Readonly<Record<string, unknown>> {
  const makeBytes = (bytes: Uint8Array): unknown => {
    const maker: unknown = Reflect.get(bytesPrototype, 'constructor');
    return typeof maker === 'function' ? Reflect.construct(maker, [bytes]) : bytes;
  };
  return {
    TextEncoder: encoderOf(makeBytes),
    TextDecoder: class {
      private readonly inner: Decoder;
      readonly encoding: string;
      constructor(...args: ConstructorParameters<typeof TextDecoder>) {
        this.inner = new TextDecoder(...args);
        this.encoding = this.inner.encoding;
      }
      decode(...args: Parameters<Decoder['decode']>): string {
        return this.inner.decode(...args);
      }
    },
    atob: (text: string): string => atob(text),
    btoa: (text: string): string => btoa(text),
    crypto: createCrypto(),
  };
}

type Decoder = InstanceType<typeof TextDecoder>;

function encoderOf(makeBytes: (bytes: Uint8Array) => unknown) {
  const inner = new TextEncoder();
  return class {
    readonly encoding = inner.encoding;
    encode(text = ''): unknown {
      return makeBytes(inner.encode(text));
    }
    encodeInto(text: string, into: Uint8Array) {
      return inner.encodeInto(text, into);
    }
  };
}

function createCrypto() {
  let drawn = 0;
  const draw = (): number => mix32(++drawn);
  const hex = (digits: number): string => (draw() >>> 0).toString(16).padStart(8, '0').slice(0, digits);
  return {
    getRandomValues<Bytes extends ArrayBufferView>(into: Bytes): Bytes {
      const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = draw();
      return into;
    },
    randomUUID: (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(8)}${hex(4)}`,
  };
}
