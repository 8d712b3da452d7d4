import { useEffect, useState } from 'preact/hooks'
import { faultOf, type RequestFault } from '../shell/api.ts'

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly fault: RequestFault }

/** What `load` gives, loaded again when `key` changes; an answer that comes too late is dropped. */
export function useLoaded<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  useEffect(() => {
    let current = true
    setLoaded({ state: 'loading' })
    load().then(
      (value) => current && setLoaded({ state: 'ready', value }),
      (error: unknown) => current && setLoaded({ state: 'failed', fault: faultOf(error) }),
    )
    return () => {
      current = false
    }
  }, [key])
  return loaded
}
