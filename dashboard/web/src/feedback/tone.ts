const LENGTH_s = 0.15
/** Low below the band, high above it: told apart by ear alone. */
const PITCH_Hz = { below: 330, above: 660 } as const

/** A short soft tone. Browsers let a page sound only after somebody touched it: until then `ready` is false. */
export class Tone {
  private context: AudioContext | null = null
  /** Told when `ready` may have changed. */
  private readonly onChange: () => void

  constructor(onChange: () => void) {
    this.onChange = onChange
  }

  get ready(): boolean {
    return this.context?.state === 'running'
  }

  /** By a person's touch. */
  async wake(): Promise<void> {
    this.context ??= new AudioContext()
    this.context.onstatechange = this.onChange
    await this.context.resume()
    this.onChange()
  }

  /** `loudness` from 0 to 1. */
  sound(where: keyof typeof PITCH_Hz, loudness: number): void {
    const { context } = this
    if (context?.state !== 'running') return
    const [from_s, tone, gain] = [context.currentTime, context.createOscillator(), context.createGain()]
    tone.frequency.value = PITCH_Hz[where]
    // Without a click at either end.
    gain.gain.setValueAtTime(0, from_s)
    gain.gain.linearRampToValueAtTime(loudness, from_s + 0.02)
    gain.gain.linearRampToValueAtTime(0, from_s + LENGTH_s)
    tone.connect(gain).connect(context.destination)
    tone.start(from_s)
    tone.stop(from_s + LENGTH_s)
  }

  end(): void {
    if (this.context === null) return
    this.context.onstatechange = null
    void this.context.close()
    this.context = null
  }
}
