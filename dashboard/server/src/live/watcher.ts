import type { LiveStatus } from '@solestream/sessions'
import type { PeopleStore, Viewer } from '@solestream/sessions/people'
import { eyesOf } from '../access/sight.ts'

/** A sign-in that ended, a consent or a treatment that ended: a page that is open notices within this time. */
const LOOK_AGAIN_MS = 15_000

/**
 * Whether one page may watch what is live now: nothing of a person whom its viewer may not see. It is asked anew when another recording
 * begins, and from time to time; until the answer is there, nothing goes out.
 */
export interface Watcher {
  /** Nobody has an account: never asked. */
  readonly open: boolean
  /** Synchronous, for every message. */
  readonly may: boolean
  /** Another recording, or none: `may` is false until it is known. Resolves when it is. */
  recording(recording: LiveStatus['recording']): Promise<void>
  /** Told when the viewer is not signed in any more. */
  onGone(listener: () => void): void
  end(): void
}

interface Options {
  readonly viewer: Viewer
  readonly people: PeopleStore | null
  /** Who the page's request comes from now. */
  again(): Promise<Viewer | null>
}

export function createWatcher({ viewer, people, again }: Options): Watcher {
  // Nobody has an account: nothing to ask.
  if (people === null) return { open: true, may: true, recording: async () => undefined, onGone: () => undefined, end: () => undefined }
  let may = false
  let present: Viewer = viewer
  let shown: LiveStatus['recording'] = null
  let told: string | null | undefined
  let gone = (): void => undefined
  let asked = 0

  async function look(): Promise<void> {
    const mine = ++asked
    const eye = await eyesOf(present, people)
    if (mine !== asked) return
    may = eye.may(shown?.pseudonym ?? null)
    const id = shown?.id ?? null
    if (may && id !== null && id !== told) await eye.looked('live.watch', id, shown?.pseudonym ?? null)
    told = id
  }
  const timer = setInterval(() => {
    void again()
      .then((now) => {
        // The first account was made, or this one ended: the page signs in anew.
        if (now === null || now.account?.id !== present.account?.id) {
          may = false
          return gone()
        }
        present = now
        return look()
      })
      .catch(() => {
        may = false
      })
  }, LOOK_AGAIN_MS)
  timer.unref()

  return {
    open: false,
    get may() {
      return may
    },
    async recording(recording) {
      shown = recording
      may = false
      await look().catch(() => undefined)
    },
    onGone(listener) {
      gone = listener
    },
    end: () => clearInterval(timer),
  }
}
