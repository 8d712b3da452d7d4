export { erasePerson, type Erased } from './erasePerson.ts'
export { exportPerson } from './exportPerson.ts'
export { makeBackup, type BackupMade } from './backup.ts'
export { BackupFault, restoreBackup, type Restored } from './restore.ts'
