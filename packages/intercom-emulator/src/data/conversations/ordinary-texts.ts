import type { ItemDraws } from '../draws.ts'

type Texts = readonly [string, ...string[]]

const subjects: Texts = [
  'Where is my order?',
  'Wrong size delivered',
  'Rechnung für März',
  'Can I change my address',
  'Damaged parcel',
  'Question about a gift card',
  'Réclamation',
  'Opening hours on Sunday?',
  'Refund',
]

const questions: Texts = [
  'I ordered two weeks ago and nothing has come yet.',
  'The parcel was open when it arrived, and one thing is missing.',
  'Könnten Sie mir bitte die Rechnung noch einmal schicken?',
  'I would like to change the delivery address, please.',
  'Do you have this in blue?',
  'Bonjour, je souhaite retourner un article.',
  'My discount code does not work.',
  'The app closes when I open my basket.',
  'Thank you, that was quick!',
]

const answers: Texts = [
  'Thank you for writing. I am looking into it now.',
  'I have sent it again today; it should be with you by Thursday.',
  'Could you send us a photo of it?',
  'Das habe ich für Sie geändert.',
  'We have refunded the whole amount. It can take five days to show.',
  'Sorry about that! I have put a voucher into your account.',
  'Is there anything else that we can do?',
]

const notes: Texts = [
  'Third time this month, please check the courier.',
  'Asked the warehouse.',
  '<b>VIP</b>: answer today.',
]

/** A line for a subject; without tags. */
export const subjectFor = (draws: ItemDraws): string => draws.pick(subjects, 'subject')

/** What a contact begins with, as Intercom's editor would send it: paragraphs, now and then a list, link or picture. */
export function openingBody(draws: ItemDraws): string {
  const text = draws.pick(questions, 'opening')
  const order = 1000 + draws.below(9000, 'order')
  switch (draws.below(7, 'opening.form')) {
    case 0:
      return `<p>${text}</p><ul><li>Order ${order}</li><li>Paid by card</li></ul><p>Thanks!</p>`
    case 1:
      return `<p>${text} It is <a href="https://shop.example/orders/${order}" rel="nofollow noopener noreferrer" target="_blank">order ${order}</a>.</p>`
    case 2:
      return `<p>${text}</p><div class="intercom-container"><img src="https://downloads.example/photos/${order}.jpg" alt="A parcel"></div>`
    case 3:
      return `<p style="font-family: Georgia; color: #334155">${text}</p><p><br></p><p><i>Sent from my telephone</i></p>`
    case 4:
      return `<ol><li>${text}</li><li>And when do you <b>open</b> tomorrow?</li></ol>`
    default:
      return `<p>${text}</p>`
  }
}

export const messageBody = (draws: ItemDraws): string => `<p>${draws.pick(questions, 'message')}</p>`
export const answerBody = (draws: ItemDraws): string => `<p>${draws.pick(answers, 'answer')}</p>`
export const noteBody = (draws: ItemDraws): string => `<p>${draws.pick(notes, 'note')}</p>`
