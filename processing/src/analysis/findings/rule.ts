import type { MetricName } from '../../model/index.ts'

/** What a therapist looks for from the feet up. */
export const TOPICS = ['foot-type', 'cop-tracking', 'off-balance-stride', 'early-heel-off', 'weak-push-off', 'sway'] as const
export type Topic = (typeof TOPICS)[number]

/** The chain, from the ground up. */
export const JOINTS = ['foot', 'ankle', 'knee', 'hip', 'back'] as const
export type Joint = (typeof JOINTS)[number]

/** A text by language code; `en` is always there. {side}, {other} and {more} (or less) are filled in. */
export type Texts = { readonly en: string } & Readonly<Record<string, string>>

/** What a figure is held against, each with its source. */
export type RuleComparison =
  /** The other foot: by the symmetry index of the medians (%), or by the difference of two figures (in their unit). */
  | { readonly with: 'other-side'; readonly by: 'symmetry-index' | 'difference'; readonly threshold: number; readonly source: string }
  /** At least three of the person's own earlier sessions: beyond their minimal detectable change. */
  | { readonly with: 'earlier-sessions'; readonly source: string }
  /** A published range for this metric on this kind of device. */
  | { readonly with: 'range'; readonly low: number | null; readonly high: number | null; readonly source: string }

/** One row of the table (rules.json). */
export interface Rule {
  readonly id: string
  readonly topic: Topic
  readonly metric: MetricName
  readonly compare: RuleComparison
  /** Which way it is said of: the foot (or the recording) whose value is lower or higher; 'either': both ways, said of the higher. */
  readonly direction: 'lower' | 'higher' | 'either'
  /** With fewer it stays silent. */
  readonly minimumN: number
  /** What was measured, in a sentence. */
  readonly says: Texts
  /** With which joints the literature links it. */
  readonly links: readonly { readonly joint: Joint; readonly because: Texts; readonly source: string }[]
  /** Questions to examine. */
  readonly ask: readonly Texts[]
}
