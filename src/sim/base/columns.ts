/** Growing typed-array columns. Pages that were never written cost no memory, so generous first sizes are free. */

/** A typed array at least `length` long with the old contents: itself, or a copy of twice the size. */
export function grownInt32(column: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= column.length) return column;
  const grown = new Int32Array(Math.max(length, column.length * 2));
  grown.set(column);
  return grown;
}

/** As {@link grownInt32}, for 64-bit floats. */
export function grownFloat64(column: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (length <= column.length) return column;
  const grown = new Float64Array(Math.max(length, column.length * 2));
  grown.set(column);
  return grown;
}

/** As {@link grownInt32}, for bytes. */
export function grownUint8(column: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  if (length <= column.length) return column;
  const grown = new Uint8Array(Math.max(length, column.length * 2));
  grown.set(column);
  return grown;
}

/** As {@link grownInt32}, for unsigned words. */
export function grownUint32(column: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (length <= column.length) return column;
  const grown = new Uint32Array(Math.max(length, column.length * 2));
  grown.set(column);
  return grown;
}
