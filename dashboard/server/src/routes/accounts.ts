import type { NewAccount } from '@solestream/dashboard-shared'
import { hashPassword, passwordFault, type PeopleStore } from '@solestream/sessions/people'
import { ProblemError } from '../problems.ts'
import { accountOf, idOf, type Handlers } from './handler.ts'

const PAGE = 100

export function accountHandlers(
  store: PeopleStore | null,
): Handlers<'listAccounts' | 'createAccount' | 'disableAccount' | 'resetPassword' | 'getLog'> {
  const kept = (): PeopleStore => {
    if (store === null) throw new ProblemError('not-allowed', 'This server keeps no accounts.', 'Start solestream with a data folder.')
    return store
  }
  async function known(id: number) {
    const account = await kept().account(id)
    if (account === null) throw new ProblemError('not-found', `There is no account ${id}.`, 'GET /api/v1/accounts lists them.')
    return account
  }
  async function checked(password: string, name: string): Promise<string> {
    const fault = passwordFault(password, name)
    if (fault !== null) throw new ProblemError('invalid-input', `password: ${fault}`, 'Choose another one.')
    return hashPassword(password)
  }

  return {
    listAccounts: async () => ({ accounts: await kept().accounts() }),
    createAccount: async (request, reply) => {
      const { name, role, password, pseudonym } = request.body as NewAccount
      if ((role === 'patient') !== (pseudonym !== undefined))
        throw new ProblemError(
          'invalid-input',
          'pseudonym: a patient’s account has one, no other does.',
          'The therapist knows the pseudonym.',
        )
      if (pseudonym !== undefined && !(await kept().personExists(pseudonym)))
        throw new ProblemError('invalid-input', `pseudonym: there is no person ${pseudonym}.`, 'The therapist makes the person first.')
      const passwordHash = await checked(password, name)
      const account = await kept().createAccount(accountOf(request).actor, { name, role, pseudonym: pseudonym ?? null, passwordHash })
      if (account === null) throw new ProblemError('conflict', `name: ${name} is taken.`, 'Choose another name.')
      reply.code(201)
      return account
    },
    disableAccount: async (request) => {
      const { id } = await known(Number(idOf(request)))
      const { disabled } = request.body as { disabled: boolean }
      if (!(await kept().setDisabled(accountOf(request).actor, id, disabled)))
        throw new ProblemError('conflict', 'This is the last administrator.', 'Make another administrator first.')
      return known(id)
    },
    resetPassword: async (request) => {
      const { id, name } = await known(Number(idOf(request)))
      const { actor } = accountOf(request)
      await kept().setPassword(actor, id, await checked((request.body as { password: string }).password, name))
      // Who lost the phone gets in again; the owner starts it anew.
      await kept().setSecondFactor(actor, id, null)
      return known(id)
    },
    getLog: async (request) => {
      const { before } = request.query as { before?: string }
      await kept().log(accountOf(request).actor, 'log.read', before === undefined ? 'log' : `log before ${Number(before)}`)
      return { entries: await kept().readLog({ limit: PAGE, ...(before === undefined ? {} : { before: Number(before) }) }) }
    },
  }
}
