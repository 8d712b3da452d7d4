import type { MetricName, MetricUnit } from '../../model/index.ts'
import { METRICS } from '../../model/index.ts'
import { certaintyOf, nearest, singlePeaked, tooPoor, type Certainty } from './certainty.ts'
import type { FindingsInput } from './input.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import type { Foot, Measured } from './measured.ts'
import { reasonsIn, type Reasons } from './reasons.ts'
import type { Joint, Rule, Texts, Topic } from './rule.ts'
import { saidOf } from './words.ts'

export interface Finding {
  /** The row of the table that it is of: the key of its words in any language. */
  readonly rule: string
  readonly topic: Topic
  readonly foot: Foot
  readonly says: string
  readonly measured: Measured & { readonly metric: MetricName; readonly label: string; readonly unit: MetricUnit }
  readonly compared: {
    readonly with: Rule['compare']['with']
    readonly reference: number
    readonly deviation: Measured & { readonly unit: MetricUnit }
    readonly threshold: number
    readonly source: string
    readonly sessions?: number
  }
  readonly certainty: Certainty
  /** What keeps it from being surer. */
  readonly doubts: readonly string[]
  readonly links: readonly { readonly joint: Joint; readonly because: string; readonly source: string }[]
  readonly ask: readonly string[]
}

export interface Findings {
  readonly findings: readonly Finding[]
  /** Rules that said nothing. */
  readonly silent: readonly Silence[]
}

export interface Silence {
  readonly rule: string
  readonly topic: Topic
  readonly metric: MetricName
  readonly label: string
  readonly with: Rule['compare']['with']
  /** True: the data carried the comparison, and nothing deviates clearly. False: it could not be looked at. */
  readonly looked: boolean
  readonly because: string
}

/**
 * What stands out in a session, from the feet up, for a therapist: measured, compared with what, how sure, and which joints of the chain the
 * literature links it with, as questions to examine. It describes. Silent wherever the data do not carry it.
 *
 * @algorithm Findings
 *
 * Each row of a table (src/analysis/findings/rules.json) names a metric, what it is compared with, from which deviation on it is said, and its sources. A
 * figure is compared with the other foot's (symmetry index of the medians, or the difference of two figures), with the person's own earlier sessions (outside
 * mean +- t(k - 1) SD sqrt(1 + 1 / k) of k of them, from three on: where the next one of a person who does not change lies with 95 %), or with a published range
 * (the table ships none: no range published for insoles of this kind is known to us). Earlier walks count when their speed lies within 0.05 m/s and, for what depends on where sensors lie
 * or what they are worth, when their insoles were of the same layout; speeds or insoles that are not known are a doubt.
 *
 * A rule is silent when the session does not have the metric or not enough strides of it, when the deviation is below the threshold, when its 95 % interval
 * is not known or reaches the threshold, and when the data are poor: under 95 % of the samples, more than 10 % baseline drift, or (for what needs the whole
 * insole) a sensor without signal. What needs both peaks of a stance's force is silent where more than 33 % of either foot's stances have one alone (chosen here). Only against earlier sessions may the interval be missing, as in standing trials: that band holds their
 * usual differences already.
 *
 * Certainty is high with twice the rule's n, an interval that stays a quarter of the threshold away from it, and good data (99 % of samples, drift up to 5 %);
 * moderate when one of the three is missing; else low. Without a calibration, figures that compare sensors with each other (the push-off ratio, too: heel against forefoot) are one step less sure,
 * as are comparisons with earlier sessions of unknown speed or insoles. A comparison of two feet is never more than moderate: a bias between two insoles looks the same.
 *
 * Limits. Thresholds come from other devices and people; where nobody published one the row says that it was chosen here. Many rules are looked at, so that some speak by chance. A finding is a question, no answer.
 */
export function findingsOf(rules: readonly Rule[], session: FindingsInput, language = 'en'): Findings {
  const { summary, quality } = session
  const reasons = reasonsIn(language)
  const findings: Finding[] = []
  const silent: Silence[] = []
  for (const rule of rules) {
    const { id, topic, metric, compare } = rule
    const keepSilent = (why: Why): void =>
      void silent.push({ rule: id, topic, metric, label: METRICS[metric].label, with: compare.with, ...why })
    const evidences =
      tooPoor(rule.metric, quality, reasons) ?? singlePeaked(rule.metric, summary, reasons) ?? evidenceOf(rule, session, reasons)
    if (typeof evidences === 'string') {
      keepSilent({ looked: false, because: evidences })
      continue
    }
    const whys: Why[] = []
    for (const evidence of evidences) {
      const why = silence(rule, evidence, reasons)
      if (why === null) findings.push(findingOf(rule, evidence, session, language))
      else whys.push(why)
    }
    if (whys.length === evidences.length) keepSilent(whys.find(({ looked }) => looked) ?? whys[0]!)
  }
  return { findings, silent }
}

type Why = Pick<Silence, 'looked' | 'because'>

/** Why evidence does not carry the rule; null: it does. */
function silence({ minimumN, direction, compare }: Rule, { deviation, threshold, way, measured }: Evidence, reasons: Reasons): Why | null {
  const n = Math.min(deviation.n, measured.n)
  const within = (because: string): Why => ({ looked: true, because })
  if (n < minimumN) return { looked: false, because: reasons.tooFew(n, minimumN) }
  if (direction !== 'either' && direction !== way) return within(reasons.otherWay)
  if ((way === 'higher' ? deviation.value : -deviation.value) <= threshold) return within(reasons.withinThreshold)
  if (deviation.ci95 === null) return compare.with === 'earlier-sessions' ? null : { looked: false, because: reasons.intervalUnknown }
  return nearest(deviation.ci95) > threshold ? null : within(reasons.reachesThreshold)
}

function findingOf(rule: Rule, evidence: Evidence, session: FindingsInput, language: string): Finding {
  const { metric, compare } = rule
  const { foot, measured, reference, deviation, threshold, sessions } = evidence
  const { label, unit } = METRICS[metric]
  const { certainty, because } = certaintyOf(evidence, rule, session, reasonsIn(language))
  const words = (texts: Texts): string => saidOf(texts, evidence, language)
  return {
    rule: rule.id,
    topic: rule.topic,
    foot,
    says: words(rule.says),
    measured: { metric, label, unit, ...measured },
    compared: {
      with: compare.with,
      reference,
      deviation: { ...deviation, unit: deviation.unit === '%' ? '%' : unit },
      threshold,
      source: compare.source,
      ...(sessions === undefined ? {} : { sessions }),
    },
    certainty,
    doubts: because,
    links: rule.links.map(({ joint, because, source }) => ({ joint, because: words(because), source })),
    ask: rule.ask.map(words),
  }
}
