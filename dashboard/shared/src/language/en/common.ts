/** What several pages say. */
export const common = {
  skip: 'Skip to the content',
  pages: 'Pages',
  live: 'Live',
  sessions: 'Sessions',
  people: 'People',
  you: 'You',
  accounts: 'Accounts',
  log: 'Log',
  lightColours: 'Light<hidden> colours</hidden>',
  darkColours: 'Dark<hidden> colours</hidden>',
  language: 'Language',
  noSuchPage: 'There is no such page',
  elsewhere: '<live>Live</live> or <sessions>the list of sessions</sessions>.',
  left: 'left',
  right: 'right',
  describes: 'This describes measurements. It is not a diagnosis.',
} as const
