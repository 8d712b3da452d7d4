import type { Command } from 'commander'
import { flagOf, START_OPTION_NAMES, StartOptions } from '@solestream/sessions/options'

// One function a command: its options here, its work in a module that is loaded when the command is chosen.

export function addStart(program: Command): void {
  const command = program.command('start').description('everything in one process: source, recording, analysis, store and the live page')
  addStartOptions(command)
  command.action(async (flags: Record<string, unknown>) => (await import('./start.ts')).start(flags))
}

export function addDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description('what works here and what is missing, each with its mend; takes the options of start')
  addStartOptions(command)
  command.option('--json', 'print one JSON document')
  command.action(async (flags: Record<string, unknown>) => (await import('./doctor.ts')).doctor(flags))
}

function addStartOptions(command: Command): void {
  for (const name of START_OPTION_NAMES) {
    const schema = StartOptions.properties[name] as { type?: string; default?: unknown; description?: string }
    const value = schema.type === 'boolean' ? '' : ` <${name === 'data' ? 'folder' : name.replace('influx', '').toLowerCase()}>`
    command.option(`${flagOf(name)}${value}`, `${schema.description} (default: ${JSON.stringify(schema.default)})`)
  }
}

/** How a recording is read and analyzed. */
const withAnalyzeOptions = (command: Command): Command =>
  command
    .option('--format <name>', 'solestream, csv, gaitpdb, pedar or stappone (default: told by the content)')
    .option('--layout <file>', 'insole layout (JSON), for formats whose file has no geometry')
    .option('--unit <unit>', 'unit of a csv recording: raw, N or kPa')
    .option('--side <side>', 'left or right, for formats with one sole a file')
    .option('--task <task>', 'walk, run or balance (default: walk; a centre-of-pressure csv: balance)')
    .option('--mode <mode>', 'offline, or online: causal, what a live session would have said', 'offline')
    .option('--algorithm <name@version>', 'another version than the current one')
    .option('--body-weight <kg>', 'of the person: forces in body weights, and whether both feet together bear it')
    .option('--belt-speed <m/s>', 'of the treadmill, the same for the whole recording')
    .option('--stance-width <mm>', 'of standing on insoles: distance between the middles of the heels')
    .option('--toe-out <degrees>', 'of standing on insoles: how far each foot points outward (default: parallel)')

export function addAnalyze(program: Command): void {
  withAnalyzeOptions(program.command('analyze <file>'))
    .description('analyze one recording and print a summary; nothing is stored')
    .option(
      '--earlier <session...>',
      "the person's earlier sessions under the same condition (files, or ids with --data): what has changed",
    )
    .option('--data <folder>', 'where stored sessions are kept (default: ./data)')
    .option('--rules <file>', 'table of what may stand out (JSON) in the place of the one that comes with solestream')
    .option('--json', 'print one JSON document')
    .action(async (file: string, flags: Record<string, unknown>) => (await import('./analyze.ts')).analyze(file, flags))
}

export function addCompare(program: Command): void {
  withAnalyzeOptions(program.command('compare <a> <b>'))
    .description('what changed from A to B: two recordings, or two stored sessions by their ids')
    .option('--baseline <session...>', "three and more of the person's own sessions under one condition: which changes are more than usual")
    .option('--speed-a <m/s>', 'belt speed of A, in metres per second')
    .option('--speed-b <m/s>', 'belt speed of B')
    .option('--data <folder>', 'where stored sessions are kept (default: ./data)')
    .option('--json', 'print one JSON document')
    .action(async (a: string, b: string, flags: Record<string, unknown>) => (await import('./compare.ts')).compare(a, b, flags))
}

export function addImport(program: Command): void {
  program
    .command('import <file...>')
    .description('take recordings into the store: files, folders or patterns in quotes; what is there already is left')
    .option('--format <name>', 'solestream, csv, gaitpdb, pedar or stappone (default: told by the content)')
    .option('--layout <file>', 'insole layout (JSON), for formats whose file has no geometry')
    .option('--unit <unit>', 'unit of a csv recording: raw, N or kPa')
    .option('--side <side>', 'left or right, for formats with one sole a file')
    .option('--task <task>', 'walk, run or balance (default: walk; a centre-of-pressure csv: balance)')
    .option('--body-weight <kg>', 'of the person')
    .option('--belt-speed <m/s>', 'of the treadmill, the same for the whole recording')
    .option('--stance-width <mm>', 'of standing on insoles: distance between the middles of the heels')
    .option('--toe-out <degrees>', 'of standing on insoles: how far each foot points outward')
    .option('--person <pseudonym>', 'whose recordings they are: P-..., as the page of people shows it')
    .option('--condition <text>', 'shoe, orthosis, task')
    .option('--recorded-at <date>', 'when they were recorded, where the files do not say')
    .option('--mapping <csv>', 'a csv that says of each file: person, condition, recorded_at, side, layout, unit, format, task')
    .option('--data <folder>', 'the data folder', process.env['SOLESTREAM_DATA'] ?? './data')
    .option('--json', 'print one JSON document')
    .action(async (files: readonly string[], flags) => (await import('./importRecordings.ts')).importRecordings(files, flags))
}

export function addReprocess(program: Command): void {
  program
    .command('reprocess [session...]')
    .description('compute stored sessions again from their raw recordings; results of other versions stay')
    .option('--all', 'every session')
    .option('--algorithm <name@version>', 'another version than the current one')
    .option('--dry-run', 'only tell what would change, figure by figure')
    .option('--data <folder>', 'the data folder', process.env['SOLESTREAM_DATA'] ?? './data')
    .option('--json', 'print one JSON document')
    .action(async (ids: readonly string[], flags) => (await import('./reprocess.ts')).reprocess(ids, flags))
}

export function addInsole(program: Command): void {
  program
    .command('insole')
    .description("a virtual insole: advertises and streams over this computer's Bluetooth")
    .option('--side <side>', 'left or right', 'left')
    .option('--replay <file>', 'stream this recording instead of a simulated walk')
    .option('--epoch <seconds>', 'Unix time at which the walk begins; two insoles with one epoch walk together')
    .option('--calibration <file>', 'keep its calibration and tare in this file, over a restart')
    .action(async (flags: Record<string, unknown>) => (await import('./insole.ts')).insole(flags))
}

export function addTreadmill(program: Command): void {
  program
    .command('treadmill')
    .description("a virtual treadmill (Fitness Machine Service): tells its belt's speed over this computer's Bluetooth")
    .option('--speed <km/h>', 'speed, or several with the second from which on: 3.6,5@60,0@120', '4')
    .option('--incline <percent>', 'up is positive', '0')
    .option('--name <name>', 'what it advertises itself as', 'solestream belt')
    .action(async (flags: Record<string, unknown>) => (await import('./treadmill.ts')).treadmill(flags))
}

export function addSelftest(program: Command): void {
  program
    .command('selftest')
    .description('simulated walks through this installation: events found, error in ms, delay')
    .option('--seconds <n>', 'how long each walk is', '120')
    .option('--json', 'print one JSON document')
    .action(async (flags: Record<string, unknown>) => (await import('./selftest.ts')).selftest(flags))
}

export function addConformance(program: Command): void {
  program
    .command('conformance')
    .description('looks at an insole over Bluetooth: which requirements of PROTOCOL.md hold, one by one')
    .option('--side <side>', 'left or right; without it the first insole that is heard')
    .option('--serial <number>', 'serial number, or its end')
    .option('--wait <seconds>', 'how long to listen for it', '20')
    .option(
      '--write',
      'also what changes the insole: writes a calibration, puts the present one back, and tares; lay the insole down first',
    )
    .option('--ask', 'also what needs your hand: says what to do')
    .option('--list', 'only list the requirements, and why some are not checked')
    .option('--json', 'print one JSON document')
    .action(async (flags: Record<string, unknown>) => (await import('./conformance.ts')).conformance(flags))
}

/** What a clinic owes the people it measures, and its own safety. */
export function addRights(program: Command): void {
  const data = ['--data <folder>', 'the data folder', process.env['SOLESTREAM_DATA'] ?? './data'] as const
  const secret = ['--passphrase-file <file>', 'file that holds the passphrase (else SOLESTREAM_BACKUP_PASSPHRASE)'] as const
  program
    .command('backup <file>')
    .description('everything in one encrypted file, while solestream runs')
    .option(...data)
    .option(...secret)
    .action(async (file: string, flags) => (await import('./rights.ts')).backup(file, flags))
  program
    .command('restore <file>')
    .description('put a backup in the place of the data folder; solestream must not run meanwhile')
    .option(...data)
    .option(...secret)
    .option('--erased-list <file>', 'pseudonyms that were erased since, one a line: erased again')
    .action(async (file: string, flags) => (await import('./rights.ts')).restore(file, flags))
  program
    .command('export [what...]')
    .description('sessions into a new folder (--out), for research; or with PSEUDONYM FILE everything of one person, as a tar file')
    .option('--format <name>', 'csv, parquet, json, fhir, bids or c3d (default: csv)')
    .option('--out <folder>', 'a new folder')
    .option('--all', 'every session')
    .option('--person <pseudonym>', 'the sessions of this person')
    .option('--from <date>', 'sessions that began on or after it')
    .option('--to <date>', 'sessions that began before it')
    .option('--condition <text>', 'sessions under exactly this condition')
    .option('--consent <purpose>', 'only of people who agreed to it: care or research')
    .option('--with-dates', 'dates as they were and serial numbers; else dates are moved, for each person by another number of days')
    .option('--with-notes', 'conditions and notes as they were typed')
    .option(...data)
    .action(async (what: readonly string[], flags: { readonly data: string; readonly out?: string }) => {
      const [pseudonym, file] = what
      if (flags.out === undefined && what.length === 2 && /^(P|DEMO)-/.test(pseudonym!))
        return (await import('./rights.ts')).exportOne(pseudonym!, file!, flags)
      return (await import('./exportSessions.ts')).exportStored(what, flags)
    })
  program
    .command('erase <pseudonym>')
    .description('erase a person and everything measured of that person, everywhere')
    .option(...data)
    .option('--yes', 'yes, for ever')
    .action(async (pseudonym: string, flags) => (await import('./rights.ts')).erase(pseudonym, flags))
  program
    .command('audit')
    .description('the log of who saw and changed what')
    .command('verify')
    .description('find any entry that was changed, removed or cut off')
    .option(...data)
    .option('--head <seq:mac...>', 'ends that the log is known to have had, as backup prints them')
    .action(async (flags) => (await import('./rights.ts')).auditVerify(flags))
}
