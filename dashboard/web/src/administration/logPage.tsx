import { LogTable, wholeLog } from '../people/logTable.tsx'
import { rich, t } from '../words/say.ts'

/** Everything that was looked at or changed: ids and pseudonyms, never names. */
export function LogPage() {
  return (
    <div class="sheet">
      <h1>{t('administration.log')}</h1>
      <p class="lead">{rich('administration.logLead', { code: (words) => <code>{words}</code> })}</p>
      <section class="card">
        <LogTable load={wholeLog} />
      </section>
    </div>
  )
}
