import type { ItemDraws } from '../draws.ts'
import type { AuthorReference } from './conversation.ts'
import { furtherAnswers, furtherFollowUps, notes, outreach, topics } from './topics.ts'
import type { Texts, Topic } from './topics.ts'

/** What a conversation is about: what its first author would write about. */
export function topicOf(draws: ItemDraws, author: AuthorReference): Topic {
  return author.kind === 'admin' || author.kind === 'bot' ? outreach : draws.pick(topics, 'topic')
}

/** What a conversation begins with, as Intercom's editor would send it: paragraphs, now and then a list, link or picture. */
export function openingBody(draws: ItemDraws, topic: Topic): string {
  const text = draws.pick(topic.openings, 'opening')
  if (topic.standsAlone === true) return `<p>${text}</p>`
  const order = 1000 + draws.below(9000, 'order')
  switch (draws.below(9, 'opening.form')) {
    case 0:
      return `<p>${text}</p><ul><li>Order ${order}</li><li>Paid by card</li></ul><p>Thanks!</p>`
    case 1:
      return `<p>${text} It is <a href="https://shop.example/orders/${order}" rel="nofollow noopener noreferrer" target="_blank">order ${order}</a>.</p>`
    case 2:
      return `<p>${text}</p><div class="intercom-container"><img src="https://downloads.example/photos/${order}.jpg" alt="A parcel"></div>`
    case 3:
      return `<p style="font-family: Georgia; color: #334155">${text}</p><p><br></p><p><i>Sent from my telephone</i></p>`
    case 4:
      return `<ol><li>${text}</li><li>And do you <b>wrap</b> presents too?</li></ol>`
    default:
      return `<p>${text}</p>`
  }
}

interface Turn {
  topic: Topic
  /** How often the same side has written before, the opening aside. */
  turn: number
  draws: ItemDraws
}

/** What the contact writes next. */
export const messageBody = ({ topic, turn, draws }: Turn): string =>
  paragraph(topic.followUps[turn], furtherFollowUps, draws)

/** What the team writes next. */
export const answerBody = ({ topic, turn, draws }: Turn): string =>
  paragraph(topic.answers[turn], furtherAnswers, draws)

export const noteBody = (draws: ItemDraws): string => `<p>${draws.pick(notes, 'note')}</p>`

function paragraph(text: string | undefined, further: Texts, draws: ItemDraws): string {
  return `<p>${text ?? draws.pick(further, 'further')}</p>`
}
