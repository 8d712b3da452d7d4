import { useState } from 'preact/hooks'
import { FormFault, useForm } from '../access/form.tsx'
import { erasePerson, personExportPath } from '../shell/api.ts'
import { navigate } from '../shell/router.ts'
import { rich, t } from '../words/say.ts'

/** Everything out, or everything gone. */
export function RightsCard({ pseudonym, name, mayErase }: { pseudonym: string; name: string; mayErase: boolean }) {
  const form = useForm()
  const [typed, setTyped] = useState('')
  const [asking, setAsking] = useState(false)
  return (
    <section class="card form" aria-labelledby="rights">
      <h2 id="rights">{t('people.rights')}</h2>
      <p>{t('people.rightsHint')}</p>
      <a class="button" href={personExportPath(pseudonym)} download>
        {t('people.export')}
      </a>
      {mayErase && !asking && (
        <button type="button" onClick={() => setAsking(true)}>
          {t('people.erase')}
        </button>
      )}
      {mayErase && asking && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault()
            void form.run(() => erasePerson(pseudonym).then(() => navigate('/people')))
          }}
        >
          <p>{rich('people.eraseHint', { strong: (words) => <strong>{words}</strong> }, { name, pseudonym })}</p>
          <label class="field">
            <span>{t('people.pseudonym')}</span>
            <input value={typed} autocomplete="off" onInput={(e) => setTyped(e.currentTarget.value)} />
          </label>
          <FormFault faults={form.faults} fields={[]} />
          <div class="buttons">
            <button type="submit" disabled={form.busy || typed.trim() !== pseudonym}>
              {t('people.eraseForEver')}
            </button>
            <button type="button" class="quiet" onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </button>
          </div>
        </form>
      )}
    </section>
  )
}
