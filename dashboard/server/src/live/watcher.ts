import type { LiveStatus } from '@solestream/sessions'
import type { PeopleStore, Viewer } from '@solestream/sessions/people'
import { eyesOf } from '../access/sight.ts'

/** Time ends sign-ins, and other processes change rights: a page that is open notices both within this time. */
const LOOK_AGAIN_MS = 15_000

/**
 * Whether one page may watch what is live now: nothing of a person whom its viewer may not see. It is asked anew when another recording
 * begins, when rights change (before the change is answered), and from time to time; until the first answer is there, nothing goes out.
 */
export interface Watcher {
  /** Nobody has an account: never asked. */
  readonly open: boolean
  /** Synchronous, for every message. */
  readonly may: boolean
  /** Another recording, or none: `may` is false until it is known. Resolves when it is. */
  recording(recording: LiveStatus['recording']): Promise<void>
  /** Told, once, when the viewer is not signed in any more. */
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
  let gone = false
  let tell = (): void => undefined
  let shown: LiveStatus['recording'] = null
  /** The recording whose watching is written down. */
  let told: string | null = null
  let newest = Promise.resolve()

  /** The first account was made, this one ended or became another's: the page signs in anew. */
  const isSame = (now: Viewer | null): now is Viewer =>
    now !== null &&
    now.account?.id === viewer.account?.id &&
    now.account?.role === viewer.account?.role &&
    now.account?.pseudonym === viewer.account?.pseudonym

  async function look(isNewest: () => boolean): Promise<void> {
    const now = await again()
    if (!isSame(now)) {
      end()
      may = false
      gone = true
      return tell()
    }
    const eye = await eyesOf(now, people)
    if (!isNewest() || gone) return
    may = eye.may(shown?.pseudonym ?? null)
    const id = shown?.id ?? null
    if (may && id !== null && id !== told) await eye.looked('live.watch', id, shown?.pseudonym ?? null)
    told = may ? id : null
  }
  /** Resolves when the answer to the newest question is there. */
  async function ask(): Promise<void> {
    const mine: Promise<void> = look(() => mine === newest).catch(() => {
      may = false
    })
    newest = mine
    await mine
    if (mine !== newest) await newest
  }
  const timer = setInterval(() => void ask(), LOOK_AGAIN_MS)
  timer.unref()
  const deaf = people.onAccessChange(ask)
  function end(): void {
    clearInterval(timer)
    deaf()
  }

  return {
    open: false,
    get may() {
      return may
    },
    recording(recording) {
      shown = recording
      may = false
      return gone ? Promise.resolve() : ask()
    },
    onGone(listener) {
      tell = listener
      if (gone) listener()
    },
    end,
  }
}
