import { numbers } from '../words/format.ts'
import type { Language } from '@solestream/dashboard-shared/language'
import { reportOf, type ReportInput } from '@solestream/dashboard-shared/report'
import { me, seesPeople } from '../access/me.ts'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getPerson, getSession, getStrides, reportPdfPath } from '../shell/api.ts'
import { sessionPath } from '../shell/router.ts'
import { language, spoken, t } from '../words/say.ts'
import { Appendix } from './appendix.tsx'
import { FirstPage } from './firstPage.tsx'

async function load(id: string, language: Language): Promise<ReportInput> {
  const [document, { strides }] = await Promise.all([getSession(id, language), getStrides(id)])
  return { document, strides, person: await personOf(document.session.pseudonym) }
}

/** By name for who treats and for the person; who may not know it has the pseudonym. */
async function personOf(pseudonym: string | null): Promise<ReportInput['person']> {
  const may = pseudonym !== null && (seesPeople() || me.value?.account?.pseudonym === pseudonym)
  return may ? getPerson(pseudonym).catch(() => null) : null
}

export function ReportPage({ id }: { id: string }) {
  const loaded = useLoaded(() => load(id, language()), `${id} ${language()}`)
  return (
    <div class="report">
      <nav class="report-actions" aria-label={t('report.report')}>
        <a class="button" href={sessionPath(id)}>
          {t('report.session')}
        </a>
        {loaded.state === 'ready' && loaded.value.document.result !== null && (
          <>
            <a class="button" href={reportPdfPath(id, language())} download={`${id}-report.pdf`}>
              {t('report.pdf')}
            </a>
            <button type="button" class="main" onClick={() => print()}>
              {t('report.print')}
            </button>
          </>
        )}
      </nav>
      {loaded.state === 'loading' && <p class="note">{t('report.loading')}</p>}
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && <Sheets input={loaded.value} />}
    </div>
  )
}

function Sheets({ input }: { input: ReportInput }) {
  if (input.document.result === null)
    return (
      <>
        <h1>{t('report.title')}</h1>
        <p class="empty">{t('report.noResult')}</p>
      </>
    )
  const { page, appendix } = reportOf(input, spoken(), numbers())
  return (
    <>
      <FirstPage page={page} />
      <Appendix appendix={appendix} describes={page.describes} />
    </>
  )
}
