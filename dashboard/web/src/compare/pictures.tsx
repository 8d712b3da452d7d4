import type { ComponentChildren } from 'preact'
import type { SessionDocument } from '@solestream/dashboard-shared'
import { numbers } from '../words/format.ts'
import { feetPictures, forcePictures } from '@solestream/dashboard-shared/picture'
import { SIDES, type Side } from '@solestream/processing/model'
import { PictureView } from '../report/pictureView.tsx'
import { letter } from '../sessions/forceCurveCard.tsx'
import { t } from '../words/say.ts'

type Curves = NonNullable<SessionDocument['result']>['curves']

const FORCE = { width: 258, height: 120 }
const FOOT_HEIGHT = 170

/** Curves and gait lines of both sessions, on the same axes. */
export function ComparedPictures({ a, b }: { a: Curves; b: Curves }) {
  if (a === undefined || b === undefined) return <p class="note">{t('compare.noCurves')}</p>
  return (
    <div class="beside">
      <Force a={a} b={b} />
      <Lines a={a} b={b} />
    </div>
  )
}

type Both = { readonly a: NonNullable<Curves>; readonly b: NonNullable<Curves> }

function Force({ a, b }: Both) {
  const sides = SIDES.filter((side) => a.force[side] !== undefined && b.force[side] !== undefined)
  const units = new Set(sides.flatMap((side) => [a.force[side]!.unit, b.force[side]!.unit]))
  const pictures =
    units.size === 1
      ? forcePictures(
          sides.map((side) => ({
            side,
            words: t('compare.forceSpoken', { side: t(`common.${side}`) }),
            curves: [a.force[side]!, b.force[side]!],
          })),
          FORCE,
          numbers().number,
        )
      : []
  const unit = [...units][0]
  return (
    <section class="card" aria-labelledby="compared-force">
      <div class="card-head">
        <h2 id="compared-force">{t('compare.force')}</h2>
        {pictures.length > 0 && (
          <span class="note">
            {unit === 'raw' ? t('report.notCalibrated') : unit} · {t('compare.pictureKey')}
          </span>
        )}
      </div>
      {pictures.length === 0 && <p>{t(units.size > 1 ? 'compare.unitsDiffer' : 'compare.noCurves')}</p>}
      <div class="report-curves">
        {pictures.map((picture, k) => (
          <OfSide key={sides[k]} side={sides[k]!}>
            <PictureView picture={picture} />
          </OfSide>
        ))}
      </div>
    </section>
  )
}

function Lines({ a, b }: Both) {
  const sides = SIDES.filter((side) => a.gaitLine[side] !== undefined && b.gaitLine[side] !== undefined)
  if (sides.length === 0) return null
  const { feet, toScale } = feetPictures(
    sides.map((side) => ({
      side,
      words: t('compare.lineSpoken', { side: t(`common.${side}`) }),
      pressure: null,
      lines: [a.gaitLine[side]!, b.gaitLine[side]!],
    })),
    FOOT_HEIGHT,
    1,
  )
  return (
    <section class="card" aria-labelledby="compared-lines">
      <div class="card-head">
        <h2 id="compared-lines">{t('compare.lines')}</h2>
        <span class="note">{t('compare.linesKey')}</span>
      </div>
      <div class="report-feet">
        {feet.map((picture, k) => (
          <OfSide key={sides[k]} side={sides[k]!}>
            <PictureView picture={picture} />
          </OfSide>
        ))}
      </div>
      {!toScale && <p class="note">{t('report.neutralFoot')}</p>}
    </section>
  )
}

const OfSide = ({ side, children }: { side: Side; children: ComponentChildren }) => (
  <figure>
    <figcaption class={`side ${side}`}>{letter(side)}</figcaption>
    {children}
  </figure>
)
