import { unseen, type Requirement } from '../requirement.ts'

const NO_PAIRING = 'this computer does not pair: noble has no pairing'

export const security: readonly Requirement[] = [
  unseen('R-SECURITY-1', 'LE Secure Connections with bonding', NO_PAIRING),
  unseen(
    'R-SECURITY-2',
    'what needs an encrypted link',
    `${NO_PAIRING}; an insole that lets everything be read without a bond is for development only`,
  ),
  unseen('R-SECURITY-3', 'a new bond needs a person’s act', 'it needs a person who pairs'),
  unseen('R-SECURITY-4', 'what needs a bond always', NO_PAIRING),
  unseen('R-SECURITY-5', 'firmware update is signed', 'it is not part of this protocol'),
]
