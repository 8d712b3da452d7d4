import { METRICS, type MetricName } from '@solestream/processing/model'
import { language, t } from '../words/say.ts'

/** Its definition, which is there in English only, where one points at it. */
export const FigureName = ({ of }: { of: MetricName }) => (
  <span title={METRICS[of].definition} lang="en">
    <span lang={language()}>{t(`figureNames.${of}`)}</span>
  </span>
)
