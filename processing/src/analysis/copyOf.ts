type Copies = Map<object, unknown>

/**
 * A deep copy of what an algorithm remembers: plain objects, instances of classes without #private fields, arrays, typed arrays, maps and
 * sets, whatever refers to whatever. What is frozen never changes and is shared; what can `fork` does so by itself.
 * @throws Error when there is a function in it: a closure's variables can't be copied, so they belong into the state.
 */
export function copyOf<T>(state: T): T {
  return copy(state, new Map()) as T
}

function copy(value: unknown, copies: Copies): unknown {
  if (typeof value === 'function') throw new Error('An algorithm’s state can’t be copied: there is a function in it.')
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const known = copies.get(value)
  if (known !== undefined) return known
  const made = begun(value)
  copies.set(value, made)
  fill(value, made, copies)
  return made
}

/** The copy without its contents, so that what refers back to it finds it. */
function begun(value: object): object {
  if ('fork' in value && typeof value.fork === 'function') return value.fork() as object
  if (ArrayBuffer.isView(value)) return (value as Float64Array).slice()
  if (Array.isArray(value)) return []
  if (value instanceof Map) return new Map()
  if (value instanceof Set) return new Set()
  return Object.create(Object.getPrototypeOf(value) as object | null) as object
}

function fill(from: object, to: object, copies: Copies): void {
  if (ArrayBuffer.isView(from) || ('fork' in from && typeof from.fork === 'function')) return
  if (Array.isArray(from)) for (const item of from) (to as unknown[]).push(copy(item, copies))
  else if (from instanceof Map) for (const [key, item] of from) (to as Map<unknown, unknown>).set(copy(key, copies), copy(item, copies))
  else if (from instanceof Set) for (const item of from) (to as Set<unknown>).add(copy(item, copies))
  else for (const key of Object.keys(from)) (to as Record<string, unknown>)[key] = copy((from as Record<string, unknown>)[key], copies)
}
