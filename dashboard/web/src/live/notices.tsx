import { AttentionMark } from '../shell/marks.tsx'
import { t } from '../words/say.ts'
import { notices } from './seen.ts'

/** A command a person can type is set as one. */
const COMMAND = /`([^`]+)`/

const Mend = ({ words }: { words: string }) => {
  const match = COMMAND.exec(words)
  if (match === null) return <> {words}</>
  return (
    <>
      {' '}
      {words.slice(0, match.index)}
      <code>{match[1]}</code>
      <Mend words={words.slice(match.index + match[0].length)} />
    </>
  )
}

/** What is so and what to do next, in words; nothing when all is well. */
export function Notices() {
  const all = notices.value
  if (all.length === 0) return null
  return (
    <section class="notices" aria-label={t('live.state')}>
      {all.slice(0, 3).map((n) => (
        <div class="notice" key={n.label.replace(/\d+/g, '')}>
          {n.attention ? <AttentionMark /> : <span class="calm" aria-hidden="true" />}
          <div>
            <h2>{n.title}</h2>
            <p>
              {n.text}
              {n.mend !== null && <Mend words={n.mend} />}
            </p>
          </div>
        </div>
      ))}
    </section>
  )
}
