import type { StartOptions } from '../configuration/options.ts'

/** What the checks are told. */
export interface Surroundings {
  /** As `start` would take them. */
  readonly options: StartOptions
  /** Folder of the built commands and page, with a slash at its end; null: there is none. */
  readonly dist: URL | null
  /** Versions of Node that package.json asks for: `>=20.19`. */
  readonly nodeNeeded: string
}

/** `mend` where it `works`: what would make it better. */
export interface Finding {
  readonly works: boolean
  readonly detail: string
  readonly mend: string | null
}

/** To add one: a file in checks/ and its line in checks.ts. */
export interface Check {
  /** Stable, for --json. */
  readonly id: string
  readonly title: string
  /** 'start': `start` with these options needs it. 'other': something else does, see `usedBy`. 'nobody': it is not looked at. */
  need(options: StartOptions): 'start' | 'other' | 'nobody'
  /** For 'other': what needs it, in words. */
  readonly usedBy?: string
  /** Its time limit; default CHECK_MS. */
  readonly within_ms?: number
  /** Changes nothing and leaves nothing behind. What it throws counts as a finding. `over`: its time is up, and nobody waits for it. */
  run(surroundings: Surroundings, over: AbortSignal): Promise<Finding>
}

export const CHECK_MS = 10_000

export const works = (detail: string, advice: string | null = null): Finding => ({ works: true, detail, mend: advice })
export const fails = (detail: string, mend: string): Finding => ({ works: false, detail, mend })
