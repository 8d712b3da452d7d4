import { writeSync } from 'node:fs'
import { createJournal } from '../src/recordings/journal/index.ts'
import { packet } from './journalSamples.ts'

/** Records packets into argv[2], as fast as argv[3] packets a millisecond, and tells each millisecond what it has given away and when. */
const [file = '', packetsEachTick = '1'] = process.argv.slice(2)
let stopped = false
const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`)
const journal = createJournal({
  file,
  onState(state) {
    stopped = true
    say(state)
  },
})
let given = 0
const timer = setInterval(() => {
  for (let k = 0; k < Number(packetsEachTick) && !stopped; k++) journal.append(packet(given++))
  say([given, performance.now()])
  if (!stopped) return
  clearInterval(timer)
  void journal.close().then(() => say(journal.status()))
}, 1)
