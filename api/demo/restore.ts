/**
 * Makes `target` what `source` is, in place: whoever holds a part of it goes on holding the right one. Both are plain
 * JSON of one shape.
 */
export function restore(target: object, source: object): void {
  const before = new Map<string, unknown>(Object.entries(target));
  for (const key of before.keys()) if (!(key in source)) Reflect.deleteProperty(target, key);
  if (Array.isArray(target) && Array.isArray(source)) target.length = source.length;
  for (const [key, value] of Object.entries(source)) {
    const own = before.get(key);
    if (isObject(own) && isObject(value) && Array.isArray(own) === Array.isArray(value)) restore(own, value);
    else Reflect.set(target, key, value);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
