import { METRICS, type MetricName, type Side } from '@solestream/processing/model'
import type { MessageKey, Numbers, Translator, Values } from '../language/index.ts'

/** How a report speaks. */
export interface Words {
  say(key: MessageKey, values?: Values): string
  readonly numbers: Numbers
  label(metric: string): string
  side(side: Side | 'both'): string
}

export function wordsOf(translator: Translator, numbers: Numbers): Words {
  const say = (key: MessageKey, values?: Values): string => translator.text(key, values)
  return {
    say,
    numbers,
    label: (metric) => (metric in METRICS ? say(`figureNames.${metric as MetricName}`) : metric),
    side: (side) => say(side === 'both' ? 'report.bothFeet' : `common.${side}`),
  }
}

const SPACE = '\u00a0'

export const letter = (side: Side): string => (side === 'left' ? 'L' : 'R')
/** `12 %`, or the number alone where there is no unit. */
export const withUnit = (value: string, unit: string): string => (unit === '' || unit === 'ratio' ? value : `${value}${SPACE}${unit}`)
/** `Stance time, s` */
export const labelled = ({ say }: Words, label: string, unit: string): string =>
  unit === '' || unit === 'ratio' ? label : say('report.ofUnit', { label, unit })
