import type { Pending, PendingChoice } from '@latchkey/shared/contract'
import { workspaceName } from '#web/features/accounts/index.ts'
import { isolate } from '#web/shared/lib/text.ts'

export interface PendingWords {
  title: string
  intro: string
  receiving: string
  choices: Readonly<Record<PendingChoice, { label: string; detail: string }>>
}

/** The question in a person's words. Every name in it is isolated, because names come from outside. */
export function pendingWords(pending: Pending): PendingWords {
  const name = isolate(workspaceName(pending.workspace))
  const choices = {
    link: {
      label: 'Add to this account',
      detail: `Whoever can sign in to this account can then use ${name} too.`,
    },
    separate: {
      label: 'Keep it in an account of its own',
      detail: `Signs you out of this account here, and in to a new one that holds only ${name}.`,
    },
    switch_account: {
      label: 'Sign in to the other account',
      detail: `Signs you out of this account in this browser, and in to the one that holds ${name}.`,
    },
    cancel: { label: 'Cancel', detail: 'Nothing is linked, and nothing changes.' },
  }
  const receiving = 'The account that would receive it'
  switch (pending.kind) {
    case 'new_identity':
      return {
        title: `Add ${name} to your account?`,
        intro: 'You are signed in here already. Look at both before you decide.',
        receiving,
        choices,
      }
    case 'other_workspace': {
      const expected =
        pending.expected === undefined ? 'another workspace' : isolate(workspaceName(pending.expected))
      return {
        title: `You chose ${name}, this connection is ${expected}`,
        intro: `${expected} was not reconnected. To reconnect it, cancel and choose ${expected} in Intercom.`,
        receiving,
        choices,
      }
    }
    case 'other_admin':
      return {
        title: `You connected ${name} as another admin`,
        intro: 'This connection belongs to another admin of the workspace. It was not reconnected.',
        receiving,
        choices,
      }
    case 'conflict':
      return {
        title: `${name} already belongs to another account`,
        intro:
          pending.receivingAccount === undefined
            ? 'This workspace was added to an account, but does not sign in to it. To sign in there, cancel and connect the workspace you sign in with.'
            : 'One workspace and admin belong to one account. Nothing is merged.',
        receiving: 'The account you are signed in to',
        choices: {
          ...choices,
          separate: {
            label: 'Move it to an account of its own',
            detail: `Takes ${name} with its connection out of the other account, and signs you in to it here.`,
          },
        },
      }
  }
}
