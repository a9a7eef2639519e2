/**
 * What libraries expect of any place that runs them and the language itself does not have: texts as bytes,
 * and random bytes.
 *
 * Random bytes are a fixed sequence, and no fault by themselves: libraries draw ids that their callers then
 * replace. A result that depends on them shows, for every call is made twice and draws other ones.
 */
import { mix32 } from '../sim/base/hash.js';

/**
 * What the realm's own functions ask for. They hand on texts and numbers alone, and keep to themselves whatever
 * else they get, errors too: of anything made outside code could reach what leads out.
 */
export interface ByteServices {
  /** Writes a text as UTF-8 as far as it fits; the characters read, and the bytes written. */
  encodeInto(text: string, into: Uint8Array): readonly [read: number, written: number];
  openDecoder(label: string, isFatal: boolean, keepsMark: boolean): unknown;
  decode(decoder: unknown, bytes: Uint8Array | undefined, isStream: boolean): string;
  encodingOf(decoder: unknown): string;
  toBinary(base64: string): string;
  toBase64(binary: string): string;
  /** The next of a fixed sequence of 32-bit integers. */
  draw(): number;
}

/** New ones for a realm. */
export function createByteServices(): ByteServices {
  const encoder = new TextEncoder();
  let drawn = 0;
  return {
    encodeInto(text, into) {
      const { read, written } = encoder.encodeInto(text, into);
      return [read, written];
    },
    openDecoder: (label, fatal, ignoreBOM) => new TextDecoder(label, { fatal, ignoreBOM }),
    decode(decoder, bytes, stream) {
      return decoder instanceof TextDecoder ? decoder.decode(bytes, { stream }) : '';
    },
    encodingOf: (decoder) => (decoder instanceof TextDecoder ? decoder.encoding : ''),
    toBinary: (base64) => atob(base64),
    toBase64: (binary) => btoa(binary),
    draw: () => mix32(++drawn) >>> 0,
  };
}

/** Evaluates, in a realm, to a function that is given the services and defines the globals. */
export const bytesPrelude = `((services) => {
  'use strict';
  const { Uint8Array, TypeError, Object, String } = globalThis;
  const { encodeInto, openDecoder, decode, encodingOf, toBinary, toBase64, draw } = services;
  const safely = (work) => {
    let message = 'this cannot be done';
    try {
      return work();
    } catch (error) {
      if (typeof error === 'object' && error !== null) message = String(error.message);
    }
    throw new TypeError(message);
  };
  class TextEncoder {
    get encoding() { return 'utf-8'; }
    encode(text = '') {
      const given = String(text);
      const room = new Uint8Array(3 * given.length);
      let written = 0;
      safely(() => { [, written] = encodeInto(given, room); });
      return room.slice(0, written);
    }
    encodeInto(text, into) {
      const given = String(text);
      let done = { read: 0, written: 0 };
      safely(() => { const [read, written] = encodeInto(given, into); done = { read, written }; });
      return done;
    }
  }
  class TextDecoder {
    #inner;
    constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
      const given = String(label);
      safely(() => { this.#inner = openDecoder(given, fatal === true, ignoreBOM === true); });
    }
    get encoding() { return encodingOf(this.#inner); }
    decode(bytes, { stream = false } = {}) {
      const view = bytes === undefined || ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes);
      let text = '';
      safely(() => { text = decode(this.#inner, view, stream === true); });
      return text;
    }
  }
  const hex = (digits) => draw().toString(16).padStart(8, '0').slice(0, digits);
  const crypto = {
    getRandomValues(into) {
      const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
      for (let i = 0; i < bytes.length; i++) bytes[i] = draw();
      return into;
    },
    randomUUID: () => hex(8) + '-' + hex(4) + '-4' + hex(3) + '-8' + hex(3) + '-' + hex(8) + hex(4),
  };
  const atob = (text) => { const given = String(text); return safely(() => toBinary(given)); };
  const btoa = (text) => { const given = String(text); return safely(() => toBase64(given)); };
  for (const [name, value] of Object.entries({ TextEncoder, TextDecoder, atob, btoa, crypto })) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
})`;
