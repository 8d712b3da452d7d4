import { useState } from 'preact/hooks'
import type { AccountDocument, TokenDocument } from '@solestream/dashboard-shared'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { createToken, getTokens, revokeToken } from '../shell/api.ts'
import { dateTime } from '../words/format.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'

const SCOPES = [
  ['read', 'read what you may see'],
  ['export', 'export it'],
  ['record', 'start, mark and stop recordings'],
] as const

/** Secrets for scripts, in the place of name and password. */
export function TokensCard({ account }: { account: AccountDocument }) {
  const form = useForm()
  const [version, setVersion] = useState(0)
  const [secret, setSecret] = useState<string | null>(null)
  const loaded = useLoaded(getTokens, String(version))
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const element = event.currentTarget as HTMLFormElement
    const { label = '', days = '', password = '', code: typed = '' } = valuesOf(element)
    const scopes = SCOPES.map(([scope]) => scope).filter((scope) => new FormData(element).has(scope))
    const code = typed.replaceAll(' ', '')
    const about = { label, scopes: [...scopes], days: Number(days), password, ...(code === '' ? {} : { code }) }
    void form.run(async () => {
      setSecret((await createToken(about)).secret)
      element.reset()
      setVersion(version + 1)
    })
  }
  return (
    <section class="card form wide" aria-labelledby="tokens">
      <h2 id="tokens">Tokens for scripts</h2>
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && (
        <Tokens tokens={loaded.value.tokens} onRevoke={(id) => void form.run(() => revokeToken(id).then(() => setVersion(version + 1)))} />
      )}
      {secret !== null && (
        <p role="status">
          Copy the secret now, it is not shown again: <code class="secret">{secret}</code>
        </p>
      )}
      <form class="row" onSubmit={submit}>
        <Field name="label" label="For what" faults={form.faults}>
          {(ids) => <input {...ids} name="label" required maxLength={100} autocomplete="off" />}
        </Field>
        <Field name="days" label="Days until it ends" faults={form.faults}>
          {(ids) => <input {...ids} name="days" type="number" min="1" max="365" value="90" required />}
        </Field>
        <Field name="password" label="Your password" faults={form.faults}>
          {(ids) => <input {...ids} name="password" type="password" autocomplete="current-password" required maxLength={256} />}
        </Field>
        {account.secondFactor && (
          <Field name="code" label="Code of the authenticator app" faults={form.faults} hint="six digits">
            {(ids) => <input {...ids} name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={7} required />}
          </Field>
        )}
        <fieldset>
          <legend>It may</legend>
          {SCOPES.map(([scope, words]) => (
            <label key={scope}>
              <input type="checkbox" name={scope} defaultChecked={scope === 'read'} /> {words}
            </label>
          ))}
        </fieldset>
        <button type="submit" disabled={form.busy}>
          Make a token
        </button>
      </form>
      <FormFault faults={form.faults} fields={['label', 'days', 'password', 'code']} />
    </section>
  )
}

function Tokens({ tokens, onRevoke }: { tokens: readonly TokenDocument[]; onRevoke: (id: number) => void }) {
  if (tokens.length === 0) return <p>You have none.</p>
  const ended = (token: TokenDocument): string | null =>
    token.revoked_utc !== null ? 'revoked' : Date.parse(token.expires_utc) < Date.now() ? 'ended' : null
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Your tokens">
      <table class="list">
        <thead>
          <tr>
            {['For what', 'It may', 'Ends', 'Last used', 'Acts'].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id} class={ended(token) === null ? '' : 'faded'}>
              <th scope="row">{token.label}</th>
              <td>{token.scopes.join(', ')}</td>
              <td>{ended(token) ?? dateTime(token.expires_utc)}</td>
              <td>{token.lastUsed_utc === null ? 'never' : dateTime(token.lastUsed_utc)}</td>
              <td>
                {ended(token) === null && (
                  <button type="button" onClick={() => onRevoke(token.id)}>
                    Revoke<span class="hidden"> {token.label}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
