type TypedArray = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array | Int8Array;

/**
 * The same facts with every typed array in memory that threads share, so that posting them to a worker copies no column.
 * Plain arrays and objects are walked, everything else stays as it is.
 */
export function shared<Value>(value: Value): Value {
  return share(value) as Value;
}

function share(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return shareArray(value as TypedArray);
  if (Array.isArray(value)) return value.some(isObject) ? value.map(share) : value;
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, share(inner)]));
}

function shareArray(array: TypedArray): TypedArray {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const copy = new (array.constructor as new (buffer: SharedArrayBuffer) => TypedArray)(
    new SharedArrayBuffer(array.byteLength),
  );
  copy.set(array);
  return copy;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
