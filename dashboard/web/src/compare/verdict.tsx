import type { ChangeDocument, ComparisonDocument } from '@solestream/dashboard-shared'
import { decimalsOf, numbers } from '../words/format.ts'
import { KEY_METRICS, labelled, wordsOf, type Words } from '@solestream/dashboard-shared/report'
import { SIDES, type Side } from '@solestream/processing/model'
import { AttentionMark } from '../shell/marks.tsx'
import { spoken, t } from '../words/say.ts'

const NONE = '\u2013'
const isKey = ({ metric }: ChangeDocument): boolean => (KEY_METRICS as readonly string[]).includes(metric)
const place = ({ metric }: ChangeDocument): number => (KEY_METRICS as readonly string[]).indexOf(metric)
const isSide = (of: ChangeDocument['of']): of is Side => (SIDES as readonly string[]).includes(of)

/** What changed, and whether that is more than what changes from day to day anyway. */
export function Verdict({ comparison: { changes, baselines }, samePerson }: { comparison: ComparisonDocument; samePerson: boolean }) {
  const words = wordsOf(spoken(), numbers())
  const key = changes.filter(isKey).sort((a, b) => place(a) - place(b))
  const others = changes.filter((change) => !isKey(change))
  const count = (verdict: boolean | null): number => key.filter(({ beyondDetectable }) => beyondDetectable === verdict).length
  return (
    <section class="card" aria-labelledby="what-changed">
      <div class="card-head">
        <h2 id="what-changed">{t('compare.verdictTitle')}</h2>
      </div>
      <p>
        <b>{t('compare.counts', { beyond: count(true), within: count(false), unknown: count(null) })}</b>
      </p>
      {!samePerson && (
        <p class="speed-check">
          <AttentionMark /> {t('compare.otherPeople')}
        </p>
      )}
      {samePerson && (
        <p class="note">{t(baselines.length >= 3 ? 'compare.wobbleFrom' : 'compare.wobbleMissing', { n: baselines.length })}</p>
      )}
      {[...new Set(key.flatMap(({ detectable }) => detectable.source ?? []))].map((source) => (
        <p class="note" key={source}>
          {t('compare.published', { source })}
        </p>
      ))}
      <Changes changes={key} words={words} title={t('compare.verdictTitle')} />
      {others.length > 0 && (
        <details>
          <summary>{t('compare.others', { n: others.length })}</summary>
          <Changes changes={others} words={words} title={t('compare.others', { n: others.length })} />
        </details>
      )}
      <p class="note">{t('compare.note')}</p>
    </section>
  )
}

function Changes({ changes, words, title }: { changes: readonly ChangeDocument[]; words: Words; title: string }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('report.tableOf', { title })}>
      <table class="report-table compare-table">
        <thead>
          <tr>
            {(['figure', 'foot', 'a', 'b', 'difference', 'interval', 'wobble', 'verdict'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`compare.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <Row key={`${change.metric} ${change.of}`} change={change} words={words} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ change, words }: { change: ChangeDocument; words: Words }) {
  const { metric, of, unit, a, b, difference, ci95, detectable, beyondDetectable } = change
  const { numbers } = words
  const decimals = decimalsOf(unit)
  const limit = detectable.ofFew ?? detectable.value
  const write = (value: number | null, how: (value: number, decimals: number) => string): string =>
    value === null ? NONE : how(value, decimals)
  const verdict = beyondDetectable === null ? 'unknownWobble' : beyondDetectable ? 'beyond' : 'within'
  return (
    <tr>
      <th scope="row">{labelled(words, words.label(metric), unit)}</th>
      <td class={isSide(of) ? `side ${of}` : undefined}>{isSide(of) ? (of === 'left' ? 'L' : 'R') : t(`compare.${of}`)}</td>
      <td>{write(a.value, numbers.number)}</td>
      <td>{write(b.value, numbers.number)}</td>
      <td class="strong">{write(difference, numbers.signed)}</td>
      <td>{numbers.signedInterval(ci95, decimals)}</td>
      <td>{limit === null ? NONE : `±${numbers.number(limit, decimals)}`}</td>
      <td class={beyondDetectable === true ? 'strong' : undefined}>{t(`compare.${verdict}`)}</td>
    </tr>
  )
}
