import { numbers } from '../words/format.ts'
import { comparePath } from '../shell/router.ts'
import { t } from '../words/say.ts'
import { chosen, toggleChosen } from './chosen.ts'

export const ChooseHead = () => <th scope="col">{t('compare.choose')}</th>

export function ChooseCell({ session }: { session: { readonly id: string; readonly started_utc: string; readonly current: unknown } }) {
  const { date, time } = numbers()
  const when = `${date(session.started_utc)}, ${time(session.started_utc)}`
  return (
    <td>
      {session.current !== null && (
        <label class="choose">
          <input
            type="checkbox"
            checked={chosen.value.some(({ id }) => id === session.id)}
            onChange={() => toggleChosen(session)}
            aria-label={t('compare.chooseThis', { when })}
          />
        </label>
      )}
    </td>
  )
}

/** How to go on: choose one more, or compare the two. */
export function CompareBar() {
  const [a, b] = chosen.value
  return (
    <div class="compare-bar">
      <p role="status">{b !== undefined ? '' : t(a === undefined ? 'compare.chooseTwo' : 'compare.chooseOne')}</p>
      {a !== undefined && b !== undefined && (
        <a class="button" href={comparePath(a.id, b.id)}>
          {t('compare.compareTwo')}
        </a>
      )}
      {a !== undefined && (
        <button type="button" onClick={() => (chosen.value = [])}>
          {t('compare.clear')}
        </button>
      )}
    </div>
  )
}
