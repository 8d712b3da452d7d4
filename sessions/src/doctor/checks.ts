import type { Check } from './check.ts'
import { accounts } from './checks/accounts.ts'
import { bluetooth } from './checks/bluetooth.ts'
import { build } from './checks/build.ts'
import { clock } from './checks/clock.ts'
import { computer } from './checks/computer.ts'
import { dataFolder } from './checks/dataFolder.ts'
import { disk } from './checks/disk.ts'
import { diskEncryption } from './checks/diskEncryption.ts'
import { files } from './checks/files.ts'
import { influxdb } from './checks/influxdb.ts'
import { node } from './checks/node.ts'
import { port } from './checks/port.ts'
import { recording } from './checks/recording.ts'
import { store } from './checks/store.ts'
import { tls } from './checks/tls.ts'
import { virtualInsole } from './checks/virtualInsole.ts'

/** In the order in which they are told. */
export const CHECKS: readonly Check[] = [
  node,
  build,
  computer,
  clock,
  files,
  dataFolder,
  disk,
  diskEncryption,
  store,
  accounts,
  influxdb,
  port,
  tls,
  recording,
  bluetooth,
  virtualInsole,
]
