import { Command, CommanderError } from 'commander'
import {
  addAnalyze,
  addCompare,
  addConformance,
  addDoctor,
  addImport,
  addInsole,
  addReprocess,
  addRights,
  addSelftest,
  addStart,
  addTreadmill,
} from './commands/index.ts'
import { reportFault } from './commands/faults.ts'
import { VERSION } from './commands/version.ts'

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const program = new Command('solestream')
  .description('The open pipeline for wearable pressure insoles.')
  .version(VERSION)
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()

addStart(program)
addAnalyze(program)
addCompare(program)
addImport(program)
addReprocess(program)
addInsole(program)
addTreadmill(program)
addDoctor(program)
addConformance(program)
addSelftest(program)
addRights(program)

try {
  await program.parseAsync()
} catch (error) {
  // Commander has printed its own; help and version are no faults.
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : reportFault(error)
}
