import type { NewAccount } from '@solestream/dashboard-shared'
import type { PeopleStore } from '@solestream/sessions/people'
import { coded, ProblemError } from '../problems.ts'
import { accountOf, idOf, type Handlers } from './handler.ts'
import { setUpLink } from './setUpLink.ts'

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

  return {
    listAccounts: async () => ({ accounts: await kept().accounts() }),
    createAccount: async (request, reply) => {
      const { name, role } = request.body as NewAccount
      const { actor } = accountOf(request)
      const account = await kept().createAccount(actor, { name, role, pseudonym: null, passwordHash: null })
      if (account === null) throw new ProblemError(coded('conflict', 'nameTaken', { name }))
      reply.code(201)
      return setUpLink(kept(), actor, account.id)
    },
    disableAccount: async (request) => {
      const { id } = await known(Number(idOf(request)))
      const { disabled } = request.body as { disabled: boolean }
      if (!(await kept().setDisabled(accountOf(request).actor, id, disabled)))
        throw new ProblemError(coded('conflict', 'lastAdministrator'))
      return known(id)
    },
    resetPassword: async (request) => {
      const { id, role } = await known(Number(idOf(request)))
      const { account, actor } = accountOf(request)
      if (id === account.id)
        throw new ProblemError(
          'not-allowed',
          'This is your own account.',
          'Change your password on your page: it asks for the present one.',
        )
      // Else the one who keeps the accounts could read what is kept of the person.
      if (role === 'patient')
        throw new ProblemError(
          'not-allowed',
          'This is a patient’s account.',
          'Who treats the person makes a new link on the person’s page.',
        )
      return setUpLink(kept(), actor, id)
    },
    getLog: async (request) => {
      const { before } = request.query as { before?: string }
      await kept().log(accountOf(request).actor, 'log.read', before === undefined ? 'log' : `log before ${Number(before)}`)
      return { entries: await kept().readLog({ limit: PAGE, ...(before === undefined ? {} : { before: Number(before) }) }) }
    },
  }
}
