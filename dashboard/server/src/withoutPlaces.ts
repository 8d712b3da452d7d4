const NAMED = '(named in the output of the server)'

/** Absolute paths, in quotes or to the next space; URLs; addresses and ports of hosts; names that could not be looked up. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/(['"`])(?:file:\/\/|~?\/|[A-Za-z]:[\\/]|\.{1,2}[\\/])[^'"`]*\1/g, NAMED],
  [/\b[a-z][a-z+.-]*:\/\/[^\s'"`,;)]+/gi, NAMED],
  [/(?<![\w.)\]/])(?:~|\.{1,2}|[A-Za-z]:)?[\\/][\w.~-][^\s'"`,;:)]*/g, NAMED],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, NAMED],
  // IPv6; six pairs are an insole's own address.
  [/(?<![\w:])\[?(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::[0-9a-f:]*)\]?(?::\d+)?/gi, NAMED],
  [/\b(ENOTFOUND|EAI_AGAIN)\s+\S+/g, `$1 ${NAMED}`],
]

/**
 * What happened, for a browser: without where it happened on this machine. Files and hosts are for who runs the server, whose output has
 * the whole text.
 */
export const withoutPlaces = (text: string): string => PLACES.reduce((said, [place, instead]) => said.replace(place, instead), text)
