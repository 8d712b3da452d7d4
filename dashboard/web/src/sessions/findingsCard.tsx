import type { SessionDocument } from '@solestream/dashboard-shared'
import { lookedAt } from '@solestream/dashboard-shared/report'
import { decimalsOf, intervalWords, number, signed } from '../words/format.ts'

type Finding = SessionDocument['findings'][number]
/** The chain, from the ground up. */
const JOINTS = ['foot', 'ankle', 'knee', 'hip', 'back'] as const
type Joint = (typeof JOINTS)[number]

const AGAINST = { 'other-side': 'the other foot', 'earlier-sessions': 'earlier sessions', range: 'its range' } as const
const COMPARED = { 'other-side': 'other side', 'earlier-sessions': 'earlier sessions', range: 'end of the range' } as const

/** What stands out, from the feet up: what was measured, how sure, and which joints to look at. Questions, no diagnosis. */
export function FindingsCard({ findings, silentRules }: Pick<SessionDocument, 'findings' | 'silentRules'>) {
  const { n, of } = lookedAt(findings, silentRules)
  const notLooked = silentRules.filter(({ looked }) => !looked)
  return (
    <section class="card" aria-labelledby="findings">
      <div class="card-head">
        <h2 id="findings">What stands out, from the feet up</h2>
      </div>
      {findings.length === 0 ? (
        <p class="note">
          {n === 0
            ? 'Nothing could be compared.'
            : 'Nothing does: no figure that could be compared deviates from the other foot, or from earlier sessions, by more than its threshold.'}
        </p>
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
          <summary>
            {n} of {of} rules could be looked at
          </summary>
          <ul>
            {notLooked.map(({ rule, label, with: against, because }) => (
              <li key={rule}>
                {label}, against {AGAINST[against]}: {because}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="note">This describes measurements. It is not a diagnosis.</p>
    </section>
  )
}

function Measured({ finding: { says, measured, compared, certainty, doubts, ask } }: { finding: Finding }) {
  const { deviation, reference, threshold } = compared
  const decimals = decimalsOf(measured.unit)
  const inUnit = (value: number): string => `${number(value, decimals)}${measured.unit === '' ? '' : ` ${measured.unit}`}`
  const off = decimalsOf(deviation.unit)
  return (
    <>
      <h3>{says}</h3>
      <p>
        {measured.label} {inUnit(measured.value)}, {COMPARED[compared.with]} {inUnit(reference)}: {signed(deviation.value, off)}{' '}
        {deviation.unit}, interval {intervalWords(deviation.ci95, off)}
      </p>
      <p>
        n {number(measured.n)} · <Certainty of={certainty} />
        {doubts.length > 0 && `: ${doubts.join('; ')}`}
      </p>
      {ask.map((question) => (
        <p key={question}>{question}</p>
      ))}
      <details>
        <summary>Said from {inUnitOf(threshold, deviation.unit)} on</summary>
        <p>{compared.source}</p>
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
      <h3>{joint[0]!.toUpperCase() + joint.slice(1)}: not measured</h3>
      {links.map(({ because, source }) => (
        <p key={because} title={source}>
          {because} <span class="note">[{source}]</span>
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
      certainty {of}
    </span>
  )
}
