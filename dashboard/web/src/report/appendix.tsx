import type { Appendix as Parts } from '@solestream/dashboard-shared/report'
import { Heading } from './firstPage.tsx'
import { ReportTable } from './reportTable.tsx'

/** What the page rests on, as many sides as it takes. */
export function Appendix({ appendix, describes }: { appendix: Parts; describes: string }) {
  const { findings, figures, rejected, methods, notLooked, unavailable } = appendix
  return (
    <article class="report-appendix" aria-labelledby="appendix-title">
      <header>
        <h1 id="appendix-title">{appendix.title}</h1>
        <p class="report-note">{appendix.of}</p>
      </header>
      {findings.findings.length > 0 && (
        <section aria-labelledby="appendix-findings">
          <Heading id="appendix-findings" words={findings.title} note="" />
          {findings.findings.map(({ says, evidence, certaintyWords, doubts, source, links, ask }) => (
            <div class="report-finding" key={says}>
              <h3>{says}</h3>
              <p>
                {evidence[0]}, {evidence[1]} ({certaintyWords})
              </p>
              {[doubts, source, ...links].map((words) => words !== null && <p key={words}>{words}</p>)}
              {ask.length > 0 && (
                <p>
                  {findings.askTitle}: {ask.join(' ')}
                </p>
              )}
            </div>
          ))}
        </section>
      )}
      <Facts id="appendix-methods" {...methods} />
      <section aria-labelledby="appendix-rejected">
        <Heading id="appendix-rejected" words={rejected.title} note="" />
        {rejected.note !== null && <p>{rejected.note}</p>}
        {rejected.table !== null && <ReportTable table={rejected.table} className="narrow" />}
      </section>
      {figures.groups.length > 0 && (
        <section aria-labelledby="appendix-figures">
          <Heading id="appendix-figures" words={figures.title} note={figures.note} />
          {figures.groups.map(({ title, tables }) => (
            <div key={title}>
              <h3>{title}</h3>
              {tables.map((table) => (
                <ReportTable key={table.caption} table={table} className="small" />
              ))}
            </div>
          ))}
        </section>
      )}
      {notLooked.facts.length > 0 && <Facts id="appendix-not-looked" {...notLooked} />}
      {unavailable.facts.length > 0 && <Facts id="appendix-unavailable" {...unavailable} />}
      <p>
        <b>{describes}</b>
      </p>
    </article>
  )
}

const Facts = ({ id, title, facts }: { id: string } & Parts['methods']) => (
  <section aria-labelledby={id}>
    <Heading id={id} words={title} note="" />
    <dl class="report-methods">
      {facts.map(([name, value], k) => (
        <div key={k}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </section>
)
