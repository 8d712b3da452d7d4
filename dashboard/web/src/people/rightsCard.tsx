import { useState } from 'preact/hooks'
import { FormFault, useForm } from '../access/form.tsx'
import { erasePerson, personExportPath } from '../shell/api.ts'
import { navigate } from '../shell/router.ts'

/** Everything out, or everything gone. */
export function RightsCard({ pseudonym, name, mayErase }: { pseudonym: string; name: string; mayErase: boolean }) {
  const form = useForm()
  const [typed, setTyped] = useState('')
  const [asking, setAsking] = useState(false)
  return (
    <section class="card form" aria-labelledby="rights">
      <h2 id="rights">All data of this person</h2>
      <p>Everything that is kept, as files: facts, consent, who looked, each session with all that the insoles sent.</p>
      <a class="button" href={personExportPath(pseudonym)} download>
        Export
      </a>
      {mayErase && !asking && (
        <button type="button" onClick={() => setAsking(true)}>
          Erase…
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
          <p>
            {name} and all sessions would be gone for ever, everywhere but in backups made before. Type <strong>{pseudonym}</strong> to go
            on.
          </p>
          <label class="field">
            <span>Pseudonym</span>
            <input value={typed} autocomplete="off" onInput={(e) => setTyped(e.currentTarget.value)} />
          </label>
          <FormFault faults={form.faults} fields={[]} />
          <div class="buttons">
            <button type="submit" disabled={form.busy || typed.trim() !== pseudonym}>
              Erase for ever
            </button>
            <button type="button" class="quiet" onClick={() => setAsking(false)}>
              Cancel
            </button>
          </div>
        </form>
      )}
    </section>
  )
}
