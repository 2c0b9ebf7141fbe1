type JsonObject = Record<string, unknown>

/** JSON Merge Patch (RFC 7396): objects merge, null removes, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const merged: JsonObject = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else merged[key] = mergePatch(merged[key], value)
  }
  return merged
}

/** Adds what `target` lacks from `source`, at every depth; each list element takes from the first. */
export function mergeMissing(target: unknown, source: unknown): unknown {
  if (target === undefined || (Array.isArray(target) && target.length === 0)) return structuredClone(source)
  if (Array.isArray(target) && Array.isArray(source)) {
    return isObject(source[0]) ? target.map((element) => mergeMissing(element, source[0])) : target
  }
  if (!isObject(target) || !isObject(source)) return target
  const merged: JsonObject = { ...target }
  for (const [key, value] of Object.entries(source)) merged[key] = mergeMissing(merged[key], value)
  return merged
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
