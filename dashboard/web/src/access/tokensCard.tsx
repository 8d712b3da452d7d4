import { useState } from 'preact/hooks'
import type { AccountDocument, TokenDocument } from '@solestream/dashboard-shared'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { createToken, getTokens, revokeToken } from '../shell/api.ts'
import { dateTime } from '../words/format.ts'
import { Field, FormFault, useForm, valuesOf } from './form.tsx'
import { rich, t } from '../words/say.ts'

const SCOPES = ['read', 'export', 'record'] as const
const HEADS = ['access.forWhat', 'access.may', 'access.ends', 'access.lastUsed', 'common.acts'] as const

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
    const scopes = SCOPES.filter((scope) => new FormData(element).has(scope))
    const code = typed.replaceAll(' ', '')
    const about = { label, scopes, days: Number(days), password, ...(code === '' ? {} : { code }) }
    void form.run(async () => {
      setSecret((await createToken(about)).secret)
      element.reset()
      setVersion(version + 1)
    })
  }
  return (
    <section class="card form wide" aria-labelledby="tokens">
      <h2 id="tokens">{t('access.tokens')}</h2>
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && (
        <Tokens tokens={loaded.value.tokens} onRevoke={(id) => void form.run(() => revokeToken(id).then(() => setVersion(version + 1)))} />
      )}
      {secret !== null && (
        <p role="status">{rich('access.secret', { code: (words) => <code class="secret">{words}</code> }, { secret })}</p>
      )}
      <form class="row" onSubmit={submit}>
        <Field name="label" label={t('access.forWhat')} faults={form.faults}>
          {(ids) => <input {...ids} name="label" required maxLength={100} autocomplete="off" />}
        </Field>
        <Field name="days" label={t('access.days')} faults={form.faults}>
          {(ids) => <input {...ids} name="days" type="number" min="1" max="365" value="90" required />}
        </Field>
        <Field name="password" label={t('access.yourPassword')} faults={form.faults}>
          {(ids) => <input {...ids} name="password" type="password" autocomplete="current-password" required maxLength={256} />}
        </Field>
        {account.secondFactor && (
          <Field name="code" label={t('access.appCode')} faults={form.faults} hint={t('access.codeHint')}>
            {(ids) => <input {...ids} name="code" inputMode="numeric" autocomplete="one-time-code" maxLength={7} required />}
          </Field>
        )}
        <fieldset>
          <legend>{t('access.may')}</legend>
          {SCOPES.map((scope) => (
            <label key={scope}>
              <input type="checkbox" name={scope} defaultChecked={scope === 'read'} /> {t(`access.${scope}`)}
            </label>
          ))}
        </fieldset>
        <button type="submit" disabled={form.busy}>
          {t('access.makeToken')}
        </button>
      </form>
      <FormFault faults={form.faults} fields={['label', 'days', 'password', 'code']} />
    </section>
  )
}

function Tokens({ tokens, onRevoke }: { tokens: readonly TokenDocument[]; onRevoke: (id: number) => void }) {
  if (tokens.length === 0) return <p>{t('access.noTokens')}</p>
  const ended = (token: TokenDocument): string | null =>
    token.revoked_utc !== null ? t('access.revoked') : Date.parse(token.expires_utc) < Date.now() ? t('access.ended') : null
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('access.yourTokens')}>
      <table class="list">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <th scope="col" key={head}>
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id} class={ended(token) === null ? '' : 'faded'}>
              <th scope="row">{token.label}</th>
              <td>{token.scopes.map((scope) => t(`access.${scope}Short`)).join(', ')}</td>
              <td>{ended(token) ?? dateTime(token.expires_utc)}</td>
              <td>{token.lastUsed_utc === null ? t('access.never') : dateTime(token.lastUsed_utc)}</td>
              <td>
                {ended(token) === null && (
                  <button type="button" onClick={() => onRevoke(token.id)}>
                    {rich('access.revoke', { hidden: (words) => <span class="hidden">{words}</span> }, { label: token.label })}
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
