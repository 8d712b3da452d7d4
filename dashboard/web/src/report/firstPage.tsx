import type { FirstPage as Page } from '@solestream/dashboard-shared/report'
import { letter } from '../sessions/forceCurveCard.tsx'
import { t } from '../words/say.ts'
import { Mark } from './mark.tsx'
import { PictureView } from './pictureView.tsx'
import { ReportTable } from './reportTable.tsx'

/** One A4 side for the clinician. */
export function FirstPage({ page }: { page: Page }) {
  const { facts, standsOut, figures, force, feet } = page
  return (
    <article class="report-page" aria-labelledby="report-title">
      <header>
        <h1 id="report-title">{page.title}</h1>
        <p class="report-note">{page.subtitle}</p>
      </header>
      <dl class="report-facts">
        {facts.map(({ name, value, more, grade }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>
                {grade !== undefined && <Mark of={grade} />}
                {value}
              </b>
              <span>{more}</span>
            </dd>
          </div>
        ))}
      </dl>
      <StandsOut standsOut={standsOut} />
      <section aria-labelledby="report-figures">
        <Heading id="report-figures" words={figures.title} note={figures.tables.length === 0 ? '' : figures.note} />
        {figures.tables.map((table) => (
          <ReportTable key={table.caption} table={table} />
        ))}
        <p class="report-note">{figures.foot}</p>
      </section>
      <section aria-labelledby="report-force">
        <Heading id="report-force" words={force.title} note={force.note} />
        <div class="report-curves">
          {force.pictures.map(([side, picture]) => (
            <figure key={side}>
              <figcaption class={`side ${side}`}>{letter(side)}</figcaption>
              <PictureView picture={picture} />
            </figure>
          ))}
        </div>
      </section>
      <section aria-labelledby="report-feet">
        <Heading id="report-feet" words={feet.title} note="" />
        <div class="report-feet">
          {feet.pictures.map(([side, picture]) => (
            <figure key={side}>
              <figcaption class={`side ${side}`}>{letter(side)}</figcaption>
              <PictureView picture={picture} />
            </figure>
          ))}
          <div class="report-aside">
            {feet.legend !== null && <PictureView picture={feet.legend} className="report-legend" />}
            {feet.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
            {feet.table !== null && <ReportTable table={feet.table} />}
          </div>
        </div>
      </section>
      <footer>
        <p>
          <b>{page.describes}</b>
        </p>
        <p class="report-note">{page.footer}</p>
      </footer>
    </article>
  )
}

export const Heading = ({ id, words, note }: { id: string; words: string; note: string }) => (
  <div class="report-heading">
    <h2 id={id}>{words}</h2>
    <p class="report-note">{note}</p>
  </div>
)

function StandsOut({ standsOut: { title, head, findings, note } }: { standsOut: Page['standsOut'] }) {
  return (
    <section aria-labelledby="report-findings">
      <Heading id="report-findings" words={title} note="" />
      {findings.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t('report.tableOf', { title })}>
          <table class="report-findings">
            <thead>
              <tr>
                {head.map((words) => (
                  <th key={words} scope="col">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {findings.map(({ says, evidence, certainty, certaintyWords, joints }) => (
                <tr key={says}>
                  <th scope="row">
                    <div>{says}</div>
                  </th>
                  <td>
                    <div>{evidence[0]}</div> <span>{evidence[1]}</span>
                  </td>
                  <td class="certainty">
                    <Mark of={certainty} /> {certaintyWords}
                  </td>
                  <td>{joints}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {note !== '' && <p>{note}</p>}
    </section>
  )
}
