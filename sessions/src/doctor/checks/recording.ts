import { fails, works, type Check } from '../check.ts'

const REPLAY = 'replay:'

/** The file of `--source replay:FILE`. */
export const recording: Check = {
  id: 'recording',
  title: 'Recording',
  need: ({ source }) => (source.startsWith(REPLAY) ? 'start' : 'nobody'),
  async run({ options: { source } }) {
    const { openRecording } = await import('@solestream/ingest/recordings')
    const opened = await openRecording(source.slice(REPLAY.length))
    const feet = opened.insoles.map(({ side, sensors, rate_Hz }) => `${side}: ${sensors} sensors, ${rate_Hz.toFixed(0)} Hz`)
    if (feet.length === 0) return fails(`${source.slice(REPLAY.length)} has no foot`, 'Replay another recording.')
    return works(`${opened.format}; ${feet.join('; ')}`)
  },
}
