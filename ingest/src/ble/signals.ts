/** noble and bleno end the process on SIGINT; when a session is to be closed first that is not theirs to decide. */
export function withoutNewSigintHandlers(before: readonly NodeJS.SignalsListener[]): void {
  for (const listener of process.listeners('SIGINT')) if (!before.includes(listener)) process.off('SIGINT', listener)
}
