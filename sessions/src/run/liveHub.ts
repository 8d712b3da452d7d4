import type { LiveListener } from '../service.ts'

/** Who watches. Calls go to all listeners, in order of arrival, synchronously; with nobody there they cost nothing. */
export interface LiveHub extends LiveListener {
  listen(listener: LiveListener): () => void
}

export function createLiveHub(): LiveHub {
  // Copied on change, so that a listener may leave while it is being called.
  let listeners: readonly LiveListener[] = []
  return {
    listen(listener) {
      listeners = [...listeners, listener]
      return () => {
        listeners = listeners.filter((l) => l !== listener)
      }
    },
    force(force) {
      for (const l of listeners) l.force(force)
    },
    event(event) {
      for (const l of listeners) l.event(event)
    },
    stride(stride) {
      for (const l of listeners) l.stride(stride)
    },
    replaced(stretch) {
      for (const l of listeners) l.replaced(stretch)
    },
    summary(summary, unavailable, quality) {
      for (const l of listeners) l.summary(summary, unavailable, quality)
    },
    status(status) {
      for (const l of listeners) l.status(status)
    },
  }
}
