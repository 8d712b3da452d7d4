import { Command, CommanderError } from 'commander'
import { addAnalyze, addDoctor, addInsole, addSelftest, addStart } from './commands/index.ts'
import { reportFault } from './commands/faults.ts'
import packageJson from './package.json' with { type: 'json' }

const program = new Command('solestream')
  .description('The open pipeline for wearable pressure insoles.')
  .version(packageJson.version)
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()

addStart(program)
addAnalyze(program)
addInsole(program)
addDoctor(program)
addSelftest(program)

try {
  await program.parseAsync()
} catch (error) {
  // Commander has printed its own; help and version are no faults.
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : reportFault(error)
}
