import type { SessionDocument } from '@solestream/dashboard-shared'
import { lookedAt } from '@solestream/dashboard-shared/report'
import { METRICS, type MetricName } from '@solestream/processing/model'
import { decimalsOf, intervalWords, number, signed } from '../words/format.ts'
import { t } from '../words/say.ts'

/** Words that a message can select. */
const COMPARED = { 'other-side': 'otherSide', 'earlier-sessions': 'earlier', range: 'range' } as const

type Finding = SessionDocument['findings'][number]
/** The chain, from the ground up. */
const JOINTS = ['foot', 'ankle', 'knee', 'hip', 'back'] as const
type Joint = (typeof JOINTS)[number]

/** What stands out, from the feet up: what was measured, how sure, and which joints to look at. Questions, no diagnosis. */
export function FindingsCard({ findings, silentRules }: Pick<SessionDocument, 'findings' | 'silentRules'>) {
  const { n, of } = lookedAt(findings, silentRules)
  const notLooked = silentRules.filter(({ looked }) => !looked)
  return (
    <section class="card" aria-labelledby="findings">
      <div class="card-head">
        <h2 id="findings">{t('sessions.standsOut')}</h2>
      </div>
      {findings.length === 0 ? (
        <p class="note">{t(n === 0 ? 'sessions.nothingCompared' : 'sessions.nothing')}</p>
      ) : (
        <ol class="chain">
          {findings.map((finding) => (
            <li key={`${finding.rule} ${finding.foot}`} class="measured">
              <Measured finding={finding} />
            </li>
          ))}
          {JOINTS.map((joint) => (
            <LookAt key={joint} joint={joint} findings={findings} />
          ))}
        </ol>
      )}
      {notLooked.length > 0 && (
        <details>
          <summary>{t('sessions.lookedAt', { n, of })}</summary>
          <ul>
            {notLooked.map(({ rule, metric, label, with: against, because }) => (
              <li key={rule}>{t('sessions.against', { name: nameOf(metric, label), with: COMPARED[against], because })}</li>
            ))}
          </ul>
        </details>
      )}
      <p class="note">{t('common.describes')}</p>
    </section>
  )
}

/** As the page calls it; what it does not know, as the server does. */
const nameOf = (metric: string, label: string): string => (metric in METRICS ? t(`figureNames.${metric as MetricName}`) : label)

function Measured({ finding: { says, measured, compared, certainty, doubts, ask } }: { finding: Finding }) {
  const { deviation, reference, threshold } = compared
  const decimals = decimalsOf(measured.unit)
  const inUnit = (value: number): string => `${number(value, decimals)}${measured.unit === '' ? '' : ` ${measured.unit}`}`
  const off = decimalsOf(deviation.unit)
  return (
    <>
      <h3>{says}</h3>
      <p>
        {t('sessions.measured', {
          name: nameOf(measured.metric, measured.label),
          value: inUnit(measured.value),
          with: COMPARED[compared.with],
          reference: inUnit(reference),
          deviation: `${signed(deviation.value, off)} ${deviation.unit}`.trim(),
          interval: intervalWords(deviation.ci95, off),
        })}
      </p>
      <p>
        n {number(measured.n)} · <Certainty of={certainty} />
        {doubts.length > 0 && `: ${doubts.join('; ')}`}
      </p>
      {ask.map((question) => (
        <p key={question}>{question}</p>
      ))}
      <details>
        <summary>{t('sessions.saidFrom', { threshold: inUnitOf(threshold, deviation.unit) })}</summary>
        <p lang="en">{compared.source}</p>
      </details>
    </>
  )
}

const inUnitOf = (value: number, unit: string): string => `${number(value, decimalsOf(unit))} ${unit}`.trim()

/** Joints that the literature links with what was measured. */
function LookAt({ joint, findings }: { joint: Joint; findings: readonly Finding[] }) {
  const links = findings.flatMap(({ links }) => links.filter((link) => link.joint === joint))
  if (links.length === 0) return null
  return (
    <li>
      <h3>{t('sessions.notMeasured', { joint })}</h3>
      {links.map(({ because, source }) => (
        <p key={because}>
          {because}{' '}
          <span class="note" lang="en">
            [{source}]
          </span>
        </p>
      ))}
    </li>
  )
}

/** Full: high; half: moderate; ring: low. The word stands beside it. */
function Certainty({ of }: { of: Finding['certainty'] }) {
  return (
    <span class="quality">
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <circle cx="6" cy="6" r="5.25" class="ring" />
        {of === 'high' && <circle cx="6" cy="6" r="5.5" class="fill" />}
        {of === 'moderate' && <path d="M6 .5a5.5 5.5 0 0 0 0 11z" class="fill" />}
      </svg>
      {t('sessions.certainty', { certainty: of })}
    </span>
  )
}
