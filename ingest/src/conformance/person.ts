/** What only a person can do to an insole. */
export type Act = 'reboot'

export interface Person {
  /** Resolves when it is done, or rejects when it will not be. */
  asked(act: Act): Promise<void>
}
